import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { decisionHref } from '@/components/teams/team-links'
import { Link } from '@/components/ui/link'
import { phoneText } from '@/components/ui/phone'
import { type PlainColumn, PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import type { Kept } from './outputs'

/** A part of what is kept: its rows, or that there are none. */
function Part<Row>({ title, rows, columns }: { title: string; rows: readonly Row[]; columns: PlainColumn<Row>[] }) {
  const t = useTranslations('persons.kept')
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <p className="text-muted text-sm">{t('nothing')}</p>
      ) : (
        <PlainTable caption={title} rows={rows} rowId={(_, index) => index} maxHeight="40vh" columns={columns} />
      )}
    </Section>
  )
}

/**
 * Everything kept of a member beside who he is and the teams he was in. `linked`: the reader may open what is named; whoever reads of
 * himself need not.
 */
export function KeptRecord({ kept, linked = false }: { kept: Kept; linked?: boolean }) {
  const t = useTranslations('persons.kept')
  const enums = useTranslations('enums')
  const format = useFormat()
  const days = (from: string, to: string) =>
    from === to ? format.date(from) : `${format.date(from)} – ${format.date(to)}`
  const leads = (href: string, text: ReactNode) =>
    linked ? (
      <Link href={href} className="link">
        {text}
      </Link>
    ) : (
      text
    )
  const { account } = kept
  return (
    <>
      <Part
        title={t('attendances')}
        rows={kept.attendances}
        columns={[
          { id: 'title', header: t('session'), cell: (row) => row.title },
          { id: 'course', header: t('course'), cell: (row) => row.course },
          { id: 'days', header: t('days'), cell: (row) => days(row.from, row.to) },
          { id: 'unit', header: t('heldBy'), cell: (row) => atStart(row.unit) },
        ]}
      />
      <Part
        title={t('completions')}
        rows={kept.completions}
        columns={[
          { id: 'course', header: t('course'), cell: (row) => row.course },
          { id: 'module', header: t('module'), cell: (row) => row.module ?? t('whole') },
          { id: 'on', header: t('on'), cell: (row) => format.date(row.on) },
          { id: 'source', header: t('source'), cell: (row) => enums(`completionSources.${row.source}`) },
        ]}
      />
      <Part
        title={t('activities')}
        rows={kept.activities}
        columns={[
          {
            id: 'kind',
            header: t('activity'),
            cell: (row) => leads(`/activities/${row.id}`, enums(`activityKinds.${row.kind}`)),
          },
          { id: 'on', header: t('on'), cell: (row) => format.date(row.on) },
          { id: 'team', header: t('team'), cell: (row) => atStart(row.team) },
          { id: 'as', header: t('as'), cell: (row) => t(row.told ? 'told' : 'tookPart') },
        ]}
      />
      <Part
        title={t('decisions')}
        rows={kept.decisions}
        columns={[
          {
            id: 'number',
            header: t('number'),
            cell: (row) => leads(decisionHref(row.id), row.number ?? enums(`decisionStates.${row.state}`)),
          },
          { id: 'kind', header: t('kind'), cell: (row) => enums(`decisionKinds.${row.kind}`) },
          { id: 'on', header: t('on'), cell: (row) => format.date(row.on) },
        ]}
      />
      <Part
        title={t('requests')}
        rows={kept.requests}
        columns={[
          { id: 'kind', header: t('kind'), cell: (row) => enums(`dataRequestKinds.${row.kind}`) },
          { id: 'received', header: t('received'), cell: (row) => format.date(row.receivedOn) },
          { id: 'state', header: t('state'), cell: (row) => enums(`dataRequestStates.${row.state}`) },
          {
            id: 'until',
            header: t('until'),
            cell: (row) =>
              row.closedOn
                ? t('closedOn', { date: format.date(row.closedOn) })
                : t('dueOn', { date: format.date(row.dueOn) }),
          },
          { id: 'said', header: t('said'), cell: (row) => [row.note, row.outcome].filter(Boolean).join(' · ') },
        ]}
      />
      <Part
        title={account ? t('accountOf', { name: account.name, signIn: signInOf(account) }) : t('account')}
        rows={account?.posts ?? []}
        columns={[
          { id: 'role', header: t('role'), cell: (row) => enums(`roles.${row.role}`) },
          { id: 'unit', header: t('unit'), cell: (row) => atStart(row.unit) },
          { id: 'from', header: t('from'), cell: (row) => format.date(row.from) },
          { id: 'to', header: t('to'), cell: (row) => (row.to ? format.date(row.to) : t('nowText')) },
        ]}
      />
      <Section title={t('also')}>
        <ul className="grid list-disc gap-1 pl-5 text-sm">
          {(['files', 'papers', 'photos', 'logs'] as const).map((line) => (
            <li key={line}>{t(`alsoKept.${line}`)}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

/** The name it signs in by; 'none' where that is not the reader's to know. */
const signInOf = ({ signInName }: NonNullable<Kept['account']>) =>
  signInName === null ? 'none' : /^\d+$/.test(signInName) ? phoneText(signInName) : signInName
