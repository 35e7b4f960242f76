import { useTranslations } from 'next-intl'
import { atStart } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { useComponentName } from '@/components/rosters/component-name'
import { Figure } from '@/components/ui/figure'
import { phoneText } from '@/components/ui/phone'
import { PlainTable } from '@/components/ui/plain-table'
import { KeptRecord } from './kept-record'
import type { OwnRecords } from './outputs'

/** Everything that is kept of the reader himself: whole, nothing masked. */
export function OwnRecord({ record }: { record: OwnRecords[number] }) {
  const t = useTranslations('persons')
  const words = useTranslations('rosters')
  const enums = useTranslations('enums')
  const format = useFormat()
  const nameOf = useComponentName([])
  const said = (text: string | number | null) => text ?? words('notSaid')
  const day = (on: string | null) => (on ? format.date(on) : words('notSaid'))
  return (
    <div className="grid grid-cols-1 gap-6">
      <dl className="grid gap-x-12 gap-y-4 sm:flex sm:flex-wrap">
        <Figure label={words('fullName')} value={said(record.fullName)} />
        <Figure label={words('phone')} value={record.phone ? phoneText(record.phone) : words('notSaid')} />
        <Figure label={words('birthYear')} value={said(record.birthYear)} />
        <Figure label={words('sex')} value={record.sex ? enums(`sexes.${record.sex}`) : words('notSaid')} />
        <Figure label={words('employer')} value={said(record.employer)} />
        <Figure label={words('residence')} value={said(record.residence)} />
        <Figure label={words('informedOn')} value={day(record.informedOn)} />
        <Figure label={words('publishAgreedOn')} value={day(record.publishAgreedOn)} />
      </dl>
      <PlainTable
        caption={words('memberships')}
        rows={record.memberships}
        rowId={(row) => `${row.team} ${row.from} ${row.role}`}
        columns={[
          { id: 'team', header: t('team'), cell: (row) => atStart(row.team) },
          { id: 'role', header: t('role'), cell: (row) => enums(`memberRoles.${row.role}`) },
          { id: 'component', header: t('component'), cell: (row) => nameOf(row.component) },
          { id: 'from', header: t('from'), cell: (row) => format.date(row.from) },
          { id: 'to', header: t('to'), cell: (row) => (row.to ? format.date(row.to) : t('nowText')) },
        ]}
      />
      <KeptRecord kept={record.kept} />
    </div>
  )
}
