import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import type { Readings } from './outputs'

/** Who has read or exported what is kept of somebody: by post and unit, with the reason. */
export function ReadingsList({ readings }: { readings: Readings }) {
  const t = useTranslations('persons')
  const roles = useTranslations('enums.roles')
  const format = useFormat()
  return (
    <Section title={t('readings')}>
      {readings.length === 0 ? (
        <p className="text-muted text-sm">{t('readingsNone')}</p>
      ) : (
        <PlainTable
          caption={t('readings')}
          rows={readings}
          rowId={(_, index) => index}
          maxHeight="40vh"
          columns={[
            { id: 'at', header: t('at'), cell: (row) => format.dateTime(row.at) },
            { id: 'what', header: t('what'), cell: (row) => t(row.kind) },
            { id: 'who', header: t('who'), cell: (row) => `${roles(row.role)}, ${row.unitName}` },
            { id: 'reason', header: t('reason'), cell: (row) => row.reason ?? t('noReason') },
          ]}
        />
      )}
    </Section>
  )
}
