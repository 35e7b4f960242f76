'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useErrorText } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import type { SentFiles } from './import-outputs'

export interface ImportDownloadProps {
  draftId: string
  /** The post under which the page was rendered. */
  assignment: string
  asked: { files: SentFiles; complete: boolean }
}

/** The wrong rows as a file, the cells to blame marked: put right, it can be chosen in place of the first. */
export function ImportDownload({ draftId, assignment, asked }: ImportDownloadProps) {
  const t = useTranslations('reorganisationImport')
  const toText = useErrorText()
  const [pending, setPending] = useState(false)
  const [failed, setFailed] = useState(false)

  async function download() {
    setPending(true)
    setFailed(false)
    try {
      const answer = await fetch(`/api/reorganisations/${draftId}/wrong-rows`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-assignment': assignment },
        body: JSON.stringify(asked),
      })
      if (!answer.ok) throw new Error(String(answer.status))
      const url = URL.createObjectURL(await answer.blob())
      const link = document.createElement('a')
      link.href = url
      link.download = `${t('sheet.file')}.xlsx`
      link.click()
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    } catch {
      setFailed(true)
    }
    setPending(false)
  }

  return (
    <div className="grid justify-items-end gap-1">
      <Button icon={<Download aria-hidden />} pending={pending} onClick={() => void download()}>
        {t('download')}
      </Button>
      {failed ? (
        <p role="alert" className="text-danger text-sm">
          {toText(null)}
        </p>
      ) : null}
    </div>
  )
}
