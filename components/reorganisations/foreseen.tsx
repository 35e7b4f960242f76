import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Disclosure } from '@/components/ui/disclosure'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { parsePeriod } from '@/server/calendar/rules'
import type { Foreseen, ForeseenRow } from './outputs'

/** On a phone a cell of words is scrolled to, not squeezed into a word a line. */
const roomy = 'min-w-32'

type Told = { noun: string; foreseen: Foreseen }

/** Sentences that are a figure before and one after: shown together, as a table. */
export const isBeforeAfter = (noun: string, key: string): boolean =>
  key === 'level' || key === 'coverage' || (noun === 'obligations' && key.startsWith('month'))

/** The words of what a sentence counts and names, in the language of the page. */
function useSayable() {
  const format = useFormat()
  const tLevels = useTranslations('enums.unitLevels')
  const tStatuses = useTranslations('enums.reportStatuses')
  const tFlags = useTranslations('enums.unitFlags')
  const said: Record<string, (value: string | number) => string> = {
    period: (code) => {
      const period = parsePeriod(String(code))
      return period ? format.periodInline(period) : String(code)
    },
    level: (level) => tLevels(String(level)),
    status: (status) => tStatuses(String(status)),
    flag: (flag) => tFlags(String(flag)),
    dueOn: (at) => format.due(String(at)),
    change: (change) => format.change(Number(change)),
  }
  return (params: ForeseenRow['params'] = {}): Record<string, string> => ({
    ...Object.fromEntries(
      Object.entries(params).map(([key, value]) => [
        key,
        (said[key] ?? ((each) => (typeof each === 'number' ? format.number(each) : each)))(value),
      ]),
    ),
    ...(params.nameVi ? { name: String(format.locale === 'vi' ? params.nameVi : params.nameEn) } : {}),
  })
}

/** Units by level, coverage n/N, and who owes which month: before and after, the months in their order. */
export function BeforeAfter({ told }: { told: readonly Told[] }) {
  const t = useTranslations('reorganisations')
  const format = useFormat()
  const say = useSayable()
  const rows = told.filter(({ noun, foreseen }) => isBeforeAfter(noun, foreseen.key))
  if (rows.length === 0) return null
  const month = ({ foreseen }: Told) => String(foreseen.params.period ?? '')
  rows.sort((a, b) => (month(a) < month(b) ? -1 : month(a) > month(b) ? 1 : 0))
  const figures = ({ noun, foreseen: { params } }: Told): [string, string] =>
    noun === 'teams'
      ? [
          format.fraction(Number(params.coveredBefore), Number(params.villagesBefore)),
          format.fraction(Number(params.coveredAfter), Number(params.villagesAfter)),
        ]
      : [format.number(Number(params.before)), format.number(Number(params.after))]
  return (
    <Section title={t('dryRun.beforeAfter')}>
      <dl className="divide-y divide-line border-line border-y">
        {rows.map((row) => {
          const [before, after] = figures(row)
          const { key, params } = row.foreseen
          return (
            <div
              key={`${row.noun} ${key} ${params.level ?? params.period ?? ''}`}
              className="flex items-baseline justify-between gap-6 py-2 text-sm"
            >
              <dt className="min-w-0">{t(`foreseen.${row.noun}.${key}`, say(params))}</dt>
              <dd className="whitespace-nowrap font-semibold tabular-nums">
                <span className="sr-only">{t('dryRun.before')} </span>
                {before}
                <span aria-hidden> → </span>
                <span className="sr-only">{t('dryRun.after')} </span>
                {after}
              </dd>
            </div>
          )
        })}
      </dl>
    </Section>
  )
}

/** A sentence of the dry run; what stands behind it one tap away. */
export function ForeseenSentence({ noun, foreseen }: Told) {
  const t = useTranslations('reorganisations')
  const say = useSayable()
  const format = useFormat()
  const { key, params, rows, total } = foreseen
  const sentence = t(`foreseen.${noun}.${key}`, say(params))
  if (rows.length === 0) return <p className="py-2">{sentence}</p>
  const noted = t.has(`rows.${noun}.${key}`)
  return (
    <Disclosure summary={sentence}>
      <div className="grid gap-2 pb-3">
        <PlainTable
          caption={sentence}
          maxHeight="24rem"
          rows={rows}
          rowId={(_, place) => place}
          columns={[
            { id: 'before', header: t('dryRun.beforeName'), cell: (row) => row.before ?? row.after },
            ...(rows.some((row) => row.after && row.before)
              ? [
                  {
                    id: 'after',
                    header: t('dryRun.afterName'),
                    className: roomy,
                    cell: (row: ForeseenRow) => row.after,
                  },
                ]
              : []),
            ...(noted
              ? [
                  {
                    id: 'note',
                    header: t('dryRun.note'),
                    className: roomy,
                    cell: (row: ForeseenRow) => t(`rows.${noun}.${key}`, say(row.params)),
                  },
                ]
              : []),
          ]}
        />
        {total > rows.length ? (
          <p className="text-muted text-sm">{t('dryRun.more', { count: format.number(total - rows.length) })}</p>
        ) : null}
      </div>
    </Disclosure>
  )
}
