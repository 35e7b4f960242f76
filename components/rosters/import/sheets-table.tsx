import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import type { ImportState } from './outputs'

/** What the file was taken for: sheets, headers, columns; what was left alone. */
export function SheetsTable({ reading }: { reading: NonNullable<ImportState['reading']> }) {
  const t = useTranslations('rosterImport')
  const format = useFormat()
  if (reading.sheets.length === 0) return null
  return (
    <Section
      title={t('sheets.title')}
      description={reading.hidden.length > 0 ? t('sheets.hidden', { names: reading.hidden.join(', ') }) : undefined}
    >
      <PlainTable
        caption={t('sheets.title')}
        rows={reading.sheets}
        rowId={(_, index) => index}
        columns={[
          { id: 'name', header: t('sheets.sheet'), cell: ({ name }) => name || t('sheets.untitled') },
          { id: 'line', header: t('sheets.line'), number: true, cell: ({ line }) => (line > 0 ? String(line) : '') },
          { id: 'rows', header: t('sheets.rows'), number: true, cell: ({ rows }) => format.number(rows) },
          {
            id: 'columns',
            header: t('sheets.columns'),
            className: 'min-w-56 whitespace-normal',
            cell: ({ reason, headers, columns }) => {
              if (reason) return t(`sheetReasons.${reason}`)
              const known = headers.flatMap((header, i) => {
                const field = columns[i]
                if (!field) return []
                const name = t(`fields.${field}`)
                return header === name ? header : t('sheets.column', { header, field: name })
              })
              const ignored = headers.filter((header, i) => header && !columns[i])
              return [
                ...known,
                ...(ignored.length > 0 ? [t('sheets.ignored', { columns: ignored.join(', ') })] : []),
              ].join('; ')
            },
          },
        ]}
      />
    </Section>
  )
}
