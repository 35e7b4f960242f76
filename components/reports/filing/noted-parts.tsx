'use client'

import { Sigma } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { PlainTable } from '@/components/ui/plain-table'
import { useToast } from '@/components/ui/toast'
import type { Locale } from '@/messages/locales'
import type { FormRow } from '@/server/forms/rules'
import { isEntered } from '@/server/forms/rules'
import { type NotedPart, type PartSum, sumsOfParts } from '@/server/reports/reorganised/rules'
import { figureOfRow } from '@/server/reports/rules'
import { useDraft, useFiling } from './filing-provider'
import { wordsOf } from './filing-report'

/** "Số liệu đã ghi nhận ở đơn vị cũ": what the parts of a new unit had for the month that it files now (domain.md 6.13). */
export default function NotedParts() {
  const t = useTranslations('reports.noted')
  const { report, store } = useFiling()
  const { noted, form } = report
  const sums = useMemo(() => sumsOfParts(form, noted?.parts ?? []), [form, noted])
  if (!noted) return null
  const whole = noted.parts.filter((part) => part.entire).length
  return (
    <section aria-label={t('title')} className="border border-line bg-surface px-4 py-1">
      <Disclosure summary={t('summary', { count: noted.parts.length })}>
        <div className="grid grid-cols-1 gap-3 pb-3">
          <p className="text-muted text-sm">
            {t('what')}
            {whole < noted.former ? ` ${t('missing', { count: noted.former - whole })}` : ''}
            {whole < noted.parts.length ? ` ${t('cut')}` : ''}
          </p>
          {store && sums.length > 0 ? <TakeSums sums={sums} /> : null}
          <Table parts={noted.parts} sums={sums} />
        </div>
      </Disclosure>
    </section>
  )
}

/** Fills what is empty with the sums; a figure that stands is never touched, and all of it can be typed over. */
function TakeSums({ sums }: { sums: readonly PartSum[] }) {
  const t = useTranslations('reports.noted')
  const toast = useToast()
  const { store, ready } = useFiling()
  const open = useDraft((state) => sums.reduce((n, { code }) => (isEmpty(state.cells[code]) ? n + 1 : n), 0))
  function take() {
    if (!store) return
    const { cells } = store.get()
    const fits = sums.filter(({ code }) => isEmpty(cells[code]))
    store.paste(Object.fromEntries(fits.map(({ code, sum }) => [code, sum])))
    toast({ message: t('taken', { count: fits.length }) })
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Button size="sm" disabled={!ready || open === 0} icon={<Sigma aria-hidden />} onClick={take}>
        {t('take')}
      </Button>
      <span className="text-muted text-sm">{open > 0 ? t('takes', { count: open }) : t('nothingEmpty')}</span>
    </div>
  )
}

type Cell = ReturnType<NonNullable<ReturnType<typeof useFiling>['store']>['get']>['cells'][string]
const isEmpty = (cell: Cell | undefined): boolean =>
  cell !== undefined && cell.value === null && (cell.text ?? '') === '' && !cell.detail.noData && cell.conflict === null

function Table({ parts, sums }: { parts: readonly NotedPart[]; sums: readonly PartSum[] }) {
  const t = useTranslations('reports.noted')
  const tStatus = useTranslations('enums.reportStatuses')
  const locale = useLocale() as Locale
  const format = useFormat()
  const { form } = useFiling().report
  const rows = form.rows.filter(
    (row) =>
      isEntered(row) && row.valueType !== 'text' && parts.some(({ values }) => typeof values[row.code] === 'number'),
  )
  const sumOf = (row: FormRow) => sums.find((each) => each.code === row.code)
  const whole = parts.filter((part) => part.entire).length
  if (rows.length === 0) return <p className="text-sm">{t('nothing')}</p>
  return (
    <PlainTable
      caption={t('title')}
      maxHeight="28rem"
      rows={rows}
      rowId={(row) => row.code}
      columns={[
        { id: 'name', header: t('figure'), cell: (row) => wordsOf(row, locale).short },
        {
          id: 'sum',
          header: t('sum'),
          number: true,
          cell: (row) => {
            const found = sumOf(row)
            if (!found) return t('notAdded')
            const partly = found.count < whole ? ` (${format.fraction(found.count, whole)})` : ''
            return `${format.number(found.sum)}${partly}`
          },
        },
        ...parts.map((part) => ({
          id: `${part.unitId}`,
          header: part.name,
          unit: part.entire ? tStatus(part.status) : t('onlyPart', { unit: inSentence(part.name) }),
          number: true,
          cell: (row: FormRow) => figureOfRow(row, part.values, locale) || '–',
        })),
      ]}
    />
  )
}
