import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import type { ImportTable } from './import-outputs'

/** What each table was taken for, and which of its columns stands for what. */
export function ImportTables({ tables }: { tables: readonly ImportTable[] }) {
  const t = useTranslations('reorganisationImport')
  const format = useFormat()
  const columnsOf = ({ columns }: ImportTable) =>
    columns.map(({ header, field }) => t('tables.column', { header, field: t(`fields.${field}`) })).join('; ')
  return (
    <Section title={t('tables.title')}>
      <PlainTable
        caption={t('tables.title')}
        rows={tables}
        rowId={(_, index) => index}
        columns={[
          {
            id: 'file',
            header: t('tables.file'),
            cell: ({ file, sheet }) => <span className="break-words">{sheet ? `${file}: ${sheet}` : file}</span>,
          },
          {
            id: 'kind',
            header: t('tables.kind'),
            cell: ({ kind, reason }) =>
              kind ? (
                <Badge tone="ok">{t(`kinds.${kind}`)}</Badge>
              ) : (
                <Badge tone={reason === 'laterSheet' ? 'neutral' : 'danger'}>{t('kinds.none')}</Badge>
              ),
          },
          {
            id: 'rows',
            header: t('tables.rows'),
            number: true,
            cell: ({ kind, rows }) => (kind ? format.number(rows) : ''),
          },
          {
            id: 'columns',
            header: t('tables.columns'),
            className: 'min-w-64 whitespace-normal',
            cell: (table) => (
              <div className="grid gap-0.5">
                {table.reason ? <span>{t(`refusals.${table.reason}`)}</span> : null}
                {table.columns.length > 0 ? <span>{columnsOf(table)}</span> : null}
                {table.seen.length > 0 ? (
                  <span className="text-muted">{t('tables.seen', { columns: table.seen.join(', ') })}</span>
                ) : null}
                {table.ignored.length > 0 ? (
                  <span className="text-muted">{t('tables.ignored', { columns: table.ignored.join(', ') })}</span>
                ) : null}
              </div>
            ),
          },
        ]}
      />
    </Section>
  )
}
