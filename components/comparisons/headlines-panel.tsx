import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { HeadlinesImport } from './headlines-import'
import type { Headlines } from './outputs'
import { RemoveHeadline } from './remove-headline'

/** Published figures of the past, each with its date and its source; apart from what is computed here. */
export function HeadlinesPanel({ headlines }: { headlines: Headlines }) {
  const t = useTranslations('compare.headlines')
  const format = useFormat()
  const { rows, can } = headlines
  const nameOf = (row: Headlines['rows'][number]) =>
    `${t(`measures.${row.measure}`)}, ${row.unitName}, ${format.date(row.asOf)}: ${format.number(row.value)} (${row.source})`
  if (rows.length === 0 && !can.import) return null
  return (
    <Section title={t('title')} description={t('description')} actions={can.import ? <HeadlinesImport /> : undefined}>
      {rows.length === 0 ? (
        <p className="text-muted text-sm">{t('empty')}</p>
      ) : (
        <PlainTable
          caption={t('title')}
          maxHeight="24rem"
          rows={rows}
          rowId={(row) => row.id}
          columns={[
            { id: 'measure', header: t('measure'), cell: (row) => t(`measures.${row.measure}`) },
            {
              id: 'value',
              header: t('value'),
              number: true,
              cell: (row) => {
                const value = format.number(row.value)
                return row.approximate ? t('approximate', { value }) : value
              },
            },
            { id: 'date', header: t('date'), className: 'whitespace-nowrap', cell: (row) => format.date(row.asOf) },
            { id: 'unit', header: t('unit'), cell: (row) => row.unitName },
            { id: 'source', header: t('source'), cell: (row) => row.source },
            ...(can.import
              ? [
                  {
                    id: 'action',
                    header: t('action'),
                    cell: (row: Headlines['rows'][number]) => <RemoveHeadline id={row.id} name={nameOf(row)} />,
                  },
                ]
              : []),
          ]}
        />
      )}
    </Section>
  )
}
