'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'

/** Prints, and notes that it was: figures that change afterwards are not on the paper. `note`: null where nothing can change. */
export function PrintButton({ note }: { note: { unitId: number; period: string } | null }) {
  const t = useTranslations('common.actions')
  const { run } = useCommand(useTRPC().reports.notePrinted)
  const unitId = note?.unitId
  const period = note?.period
  useEffect(() => {
    if (unitId === undefined || period === undefined) return
    // Also for who prints by the menu of the browser.
    const printing = () => void run({ unitId, period })
    window.addEventListener('beforeprint', printing)
    return () => window.removeEventListener('beforeprint', printing)
  }, [run, unitId, period])
  return (
    <Button variant="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
      {t('print')}
    </Button>
  )
}
