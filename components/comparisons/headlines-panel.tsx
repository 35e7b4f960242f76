import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Section } from '@/components/ui/section'
import { TableScroll } from '@/components/ui/table'
import { HeadlinesImport } from './headlines-import'
import type { Headlines } from './outputs'

/** Published figures of the past, each with its date and its source; apart from what is computed here. */
export function HeadlinesPanel({ headlines }: { headlines: Headlines }) {
  const t = useTranslations('compare.headlines')
  const format = useFormat()
  const { rows, can } = headlines
  if (rows.length === 0 && !can.import) return null
  return (
    <Section title={t('title')} description={t('description')} actions={can.import ? <HeadlinesImport /> : undefined}>
      {rows.length === 0 ? (
        <p className="text-muted text-sm">{t('empty')}</p>
      ) : (
        <TableScroll label={t('title')} maxHeight="24rem">
          <table className="dt">
            <caption className="sr-only">{t('title')}</caption>
            <thead>
              <tr>
                <th scope="col" data-first="">
                  {t('measure')}
                </th>
                <th scope="col" data-number="">
                  {t('value')}
                </th>
                <th scope="col">{t('date')}</th>
                <th scope="col">{t('unit')}</th>
                <th scope="col">{t('source')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const value = format.number(row.value)
                return (
                  <tr key={row.id}>
                    <th scope="row" data-first="">
                      {t(`measures.${row.measure}`)}
                    </th>
                    <td data-number="">{row.approximate ? t('approximate', { value }) : value}</td>
                    <td className="whitespace-nowrap">{format.date(row.asOf)}</td>
                    <td>{row.unitName}</td>
                    <td>{row.source}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Section>
  )
}
