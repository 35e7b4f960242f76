'use client'

import { Download } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { buttonStyles } from '@/components/ui/button'

/** The table as it stands on the screen, as a spreadsheet. */
export function ExportLink() {
  const t = useTranslations('common.actions')
  const params = useSearchParams()
  return (
    <a href={`/compare/export?${params}`} download className={buttonStyles({ size: 'md' })}>
      <Download aria-hidden />
      {t('export')}
    </a>
  )
}
