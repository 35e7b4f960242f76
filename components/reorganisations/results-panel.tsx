import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { LinkButton } from '@/components/ui/link-button'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { addDays } from '@/server/calendar/rules'
import type { Reorganisation } from './outputs'

type Results = NonNullable<Reorganisation['results']>

/** What a resolution that came with the data has brought about: units by level, agencies by their names. */
export function ResultsPanel({ event, results }: { event: Reorganisation; results: Results }) {
  const t = useTranslations('reorganisations.results')
  const levels = useTranslations('enums.unitLevels')
  const format = useFormat()
  const on = event.effectiveOn
  return (
    <div className="grid grid-cols-1 gap-8">
      <p className="max-w-3xl text-muted text-sm">{t('why')}</p>
      {results.units.length > 0 ? (
        <Section title={t('units')}>
          <PlainTable
            caption={t('units')}
            rows={results.units}
            rowId={(row) => row.level}
            columns={[
              { id: 'level', header: t('level'), cell: (row) => levels(row.level) },
              { id: 'opened', header: t('opened'), number: true, cell: (row) => format.number(row.opened) },
              { id: 'ended', header: t('ended'), number: true, cell: (row) => format.number(row.ended) },
              { id: 'changed', header: t('changed'), number: true, cell: (row) => format.number(row.changed) },
            ]}
          />
          <div className="print:hidden">
            <LinkButton href={`/units/changes?from=${addDays(on, -1)}&to=${on}`}>{t('changes')}</LinkButton>
          </div>
        </Section>
      ) : null}
      {results.agencies.length > 0 ? (
        <Section title={t('agencies')}>
          <PlainTable
            caption={t('agencies')}
            rows={results.agencies}
            rowId={(_, index) => index}
            columns={[
              { id: 'before', header: t('before'), cell: (row) => named(row.before, row.parentBefore) },
              {
                id: 'after',
                header: t('after'),
                className: 'min-w-36',
                cell: (row) => named(row.after, row.parentAfter),
              },
              { id: 'count', header: t('count'), number: true, cell: (row) => format.number(row.count) },
            ]}
          />
        </Section>
      ) : null}
    </div>
  )
}

/** An agency with the body it belongs to, where that is said. */
const named = (name: string | null, parent: string | null): string => [name, parent].filter(Boolean).join(', ')
