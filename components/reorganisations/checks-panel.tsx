import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { teamsHref } from '@/components/teams/team-links'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { unitHref } from '@/components/units/unit-links'
import type { Count } from '@/server/reorganisations/checks/rules'
import { agrees } from '@/server/reorganisations/checks/rules'
import { ConfirmChecks } from './confirm-checks'
import type { CheckList } from './outputs'

type Row = Pick<CheckList['rows'][number], 'from' | 'to' | 'agrees'> & Record<'teams' | 'villages', Count>

/** The province's check list: what was there on the eve is there on the day, or has ended, or waits. */
export function ChecksPanel({ id, list }: { id: string; list: CheckList }) {
  const t = useTranslations('reorganisations.checks')
  const format = useFormat()
  if (list.total === 0) return <p className="text-muted text-sm">{t('none')}</p>
  const sum: Row = { ...list.sum, from: [], to: [] }
  const rows = list.total > 1 ? [sum, ...list.rows] : list.rows
  return (
    <div className="grid grid-cols-1 gap-8">
      <Notice tone={list.sum.agrees ? 'ok' : 'danger'} title={t(list.sum.agrees ? 'agrees' : 'differs')}>
        {t('what')}
      </Notice>
      <ConfirmChecks id={id} list={list} />
      {(['teams', 'villages'] as const).map((noun) => (
        <Section key={noun} title={t(noun)}>
          <PlainTable
            caption={t(noun)}
            rows={rows}
            rowId={(_, place) => place}
            columns={[
              { id: 'units', header: t('units'), cell: (row) => <Units row={row} /> },
              { id: 'agrees', header: t('result'), cell: (row) => <Agrees yes={agrees(row[noun])} /> },
              ...(['before', 'opened', 'after', 'closed', 'waiting'] as const).map((key) => ({
                id: key,
                header: t(`columns.${key}`),
                number: true,
                cell: (row: Row) => format.number(row[noun][key]),
              })),
            ]}
          />
        </Section>
      ))}
      {list.total > list.rows.length ? (
        <p className="text-muted text-sm">{t('more', { count: format.number(list.total - list.rows.length) })}</p>
      ) : null}
      {list.posts ? <Posts posts={list.posts} /> : null}
    </div>
  )
}

/** "Xã A, xã B → xã X": communes that are counted together. */
function Units({ row }: { row: Row }) {
  const t = useTranslations('reorganisations.checks')
  if (row.from.length === 0 && row.to.length === 0) return <strong className="font-semibold">{t('sum')}</strong>
  const names = row.from.map((unit, place) => (place > 0 ? inSentence(unit.name) : unit.name)).join(', ')
  const after = row.to.filter((unit) => row.from.length > 1 || unit.id !== row.from[0]?.id)
  return (
    <>
      {names}
      {names && after.length > 0 ? ' → ' : ''}
      {after.map((unit, place) => (
        <span key={unit.id}>
          {place > 0 ? ', ' : ''}
          <Link href={teamsHref(unit.id)} className="link">
            {names || place > 0 ? inSentence(unit.name) : unit.name}
          </Link>
        </span>
      ))}
    </>
  )
}

function Agrees({ yes }: { yes: boolean }) {
  const t = useTranslations('reorganisations.checks')
  return <Badge tone={yes ? 'ok' : 'danger'}>{t(yes ? 'yes' : 'no')}</Badge>
}

function Posts({ posts }: { posts: NonNullable<CheckList['posts']> }) {
  const t = useTranslations('reorganisations.checks')
  const format = useFormat()
  const { before, after, waiting, review } = posts
  return (
    <Section title={t('posts')}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Agrees yes={before === after + waiting} />
        <p>
          {t('postsSaid', {
            before: format.number(before),
            after: format.number(after),
            waiting: format.number(waiting),
          })}
        </p>
      </div>
      {review.length > 0 ? (
        <Notice tone="warn" title={t('review')}>
          <ul className="list-disc pl-5">
            {review.map(({ unit, leaders }) => (
              <li key={unit.id}>
                <Link href={unitHref(unit.id)} className="link">
                  {unit.name}
                </Link>
                {': '}
                {t('leaders', { count: leaders })}
              </li>
            ))}
          </ul>
          <p className="mt-1">
            <Link href="/people?role=commune_leader" className="link">
              {t('reviewLink')}
            </Link>
          </p>
        </Notice>
      ) : null}
    </Section>
  )
}
