'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { PaperChoice, ReportPaper } from '@/server/reports/paper/rules'
import { choiceQuery } from './paper-address'

/** What bodies do differently: a line to the receiver above the text, the deputy's signature for the head. */
export function PaperChoices({ choice, signer }: { choice: PaperChoice; signer: ReportPaper['level'] }) {
  const t = useTranslations('reports.paper')
  const router = useRouter()
  // The tick answers at once; the sheet below follows when it has been made anew.
  const [chosen, setChosen] = useState(choice)
  const choose = (changed: Partial<PaperChoice>) => {
    const next = { ...chosen, ...changed }
    setChosen(next)
    router.replace(`${window.location.pathname}${choiceQuery(next)}`, { scroll: false })
  }
  return (
    <fieldset className="flex flex-wrap gap-x-6 gap-y-3">
      <legend className="sr-only">{t('choices')}</legend>
      <Checkbox
        label={t('addressed')}
        checked={chosen.addressed}
        onChange={({ target }) => choose({ addressed: target.checked })}
      />
      <Checkbox
        label={t('deputy', { level: signer })}
        checked={chosen.signs === 'deputy'}
        onChange={({ target }) => choose({ signs: target.checked ? 'deputy' : 'head' })}
      />
    </fieldset>
  )
}
