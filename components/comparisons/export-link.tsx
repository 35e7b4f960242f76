'use client'

import { Download } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { buttonStyles } from '@/components/ui/button'
import type { Tree } from '@/server/comparisons/rules'

/** The table as it stands on the screen, as a spreadsheet. */
export function ExportLink({ tree }: { tree: Tree }) {
  const t = useTranslations('common.actions')
  const params = useSearchParams()
  const shown = new URLSearchParams(params)
  shown.set('tree', tree)
  return (
    <a href={`/compare/export?${shown}`} download className={buttonStyles({ size: 'md' })}>
      <Download aria-hidden />
      {t('export')}
    </a>
  )
}
