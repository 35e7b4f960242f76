'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { TableScroll } from '@/components/ui/table'
import type { Locale } from '@/messages/locales'
import { formatFigure } from '@/server/reports/rules'
import { useFiling } from './filing-provider'
import { wordsOf } from './filing-report'
import type { PasteLine, readPaste } from './paste'

/** Line by line what a pasted block would set, and what of it cannot be read. */
export default function PastePreview({
  lines,
  byName,
  onClose,
}: ReturnType<typeof readPaste> & { onClose: () => void }) {
  const t = useTranslations('reports.paste')
  const tProblem = useTranslations('findings.figure')
  const { store } = useFiling()
  const locale = useLocale() as Locale
  const good = useMemo(() => lines.filter((line) => line.row && !line.problem), [lines])
  const say = (line: PasteLine) =>
    line.row === null
      ? t(line.name ? 'unknownRow' : 'noMoreRows')
      : line.problem
        ? tProblem(line.problem)
        : formatFigure(line.value, line.row.valueType, locale) || t('blank')
  const before = (line: PasteLine) => {
    const value = line.row ? store?.get().cells[line.row.code]?.value : null
    return line.row ? formatFigure(value ?? null, line.row.valueType, locale) || '–' : ''
  }

  function apply() {
    store?.paste(Object.fromEntries(good.map((line) => [line.row?.code ?? '', line.value])))
    onClose()
  }

  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        wide
        title={t('title')}
        description={t(byName ? 'byName' : 'byPlace', { good: good.length, all: lines.length })}
        footer={
          <>
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button variant="primary" disabled={good.length === 0} onClick={apply}>
              {t('apply', { count: good.length })}
            </Button>
          </>
        }
      >
        <TableScroll label={t('title')} maxHeight="50vh">
          <table className="dt">
            <thead>
              <tr>
                <th scope="col" data-first>
                  {t('row')}
                </th>
                <th scope="col" data-number>
                  {t('now')}
                </th>
                <th scope="col" data-number>
                  {t('next')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: pasted lines have no identity but their place
                <tr key={i}>
                  <td data-first className="whitespace-normal">
                    {line.row ? wordsOf(line.row, locale).short : (line.name ?? line.text)}
                  </td>
                  <td data-number>{before(line)}</td>
                  <td data-number className={line.row && !line.problem ? '' : 'whitespace-normal text-danger'}>
                    {say(line)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      </DialogContent>
    </Dialog>
  )
}
