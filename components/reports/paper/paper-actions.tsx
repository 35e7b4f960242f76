'use client'

import { Download, Printer } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import type { PaperChoice } from '@/server/reports/paper/rules'
import { choiceQuery } from './paper-address'

interface PaperActionsProps {
  unitId: number
  period: string
  choice: PaperChoice
  /** Whether going onto paper is noted: figures that change afterwards are not on it. */
  notes: boolean
  /** Whether a translation is offered besides. */
  translated: boolean
}

/** Print, or take the document as a file. Where it may still change it is noted first that it went onto paper (domain.md 22.8). */
export function PaperActions({ unitId, period, choice, notes, translated }: PaperActionsProps) {
  const t = useTranslations('reports.paper')
  const { run, pending, errorText } = useCommand(useTRPC().reports.notePrinted)
  const router = useRouter()
  useEffect(() => {
    if (!notes) return
    // Also for who prints by the menu of the browser.
    const printing = () => void run({ unitId, period })
    window.addEventListener('beforeprint', printing)
    return () => window.removeEventListener('beforeprint', printing)
  }, [run, unitId, period, notes])

  async function take(format: 'docx' | 'pdf', more: Record<string, string> = {}) {
    if (notes && !(await run({ unitId, period }))) return
    window.location.assign(`/reports/${unitId}/${period}/document${choiceQuery(choice, { format, ...more })}`)
    if (notes) router.refresh()
  }
  const file = (format: 'docx' | 'pdf') => (
    <Button icon={<Download aria-hidden />} pending={pending} onClick={() => void take(format)}>
      {t(format)}
    </Button>
  )
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
          {t('print')}
        </Button>
        {file('docx')}
        {file('pdf')}
        {translated ? (
          <Button variant="quiet" onClick={() => void take('docx', { lang: 'en' })}>
            {t('translation')}
          </Button>
        ) : null}
      </div>
      {errorText ? (
        <p role="alert" className="text-danger text-sm">
          {errorText}
        </p>
      ) : null}
    </div>
  )
}
