'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/section'
import { saveFile } from './save-file'

/** The roster of one's own commune as a file, for a reason that is written down. */
export function DownloadForm({ unitId, assignment }: { unitId: number; assignment: string }) {
  const t = useTranslations('rosterImport.download')
  const [reason, setReason] = useState('')
  const [pending, setPending] = useState(false)
  const [error, setError] = useState('')

  async function download() {
    if (reason.trim().length < 5) return setError(t('reasonHelp'))
    setPending(true)
    setError('')
    await saveFile('/api/rosters/export', assignment, { unitId, reason }, 'roster').catch(() => setError(t('failed')))
    setPending(false)
  }

  return (
    <Section title={t('title')} description={t('body')}>
      <div className="grid max-w-xl gap-3">
        <Field label={t('reason')} help={t('reasonHelp')} error={error || undefined}>
          {(control) => (
            <Input {...control} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        <div>
          <Button icon={<Download aria-hidden />} pending={pending} onClick={() => void download()}>
            {t('run')}
          </Button>
        </div>
      </div>
    </Section>
  )
}
