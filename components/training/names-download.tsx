'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useErrorText } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf } from '@/components/units/use-unit-form'

interface NamesDownloadProps {
  courseId: string
  /** The post under which the page was rendered. */
  assignment: string
}

/** The names in a file, for a reason that is written down. */
export function NamesDownload({ courseId, assignment }: NamesDownloadProps) {
  const t = useTranslations('training.names')
  const toText = useErrorText()
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)

  async function send(data: FormData): Promise<string | undefined> {
    const reason = textOf(data.get('reason')).trim()
    if (reason.length < 5) {
      setFailed(t('needReason'))
      return undefined
    }
    setPending(true)
    setFailed(null)
    try {
      const answer = await fetch(`/api/training/${courseId}/names`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-assignment': assignment },
        body: JSON.stringify({ reason }),
      })
      if (!answer.ok) throw new Error(String(answer.status))
      const url = URL.createObjectURL(await answer.blob())
      const link = document.createElement('a')
      link.href = url
      link.download = `${t('file')}.xlsx`
      link.click()
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
      return t('done')
    } catch {
      setFailed(toText(undefined))
      return undefined
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <Button icon={<Download aria-hidden />} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {open ? (
        <FormDialog
          onClose={() => setOpen(false)}
          title={t('title')}
          description={t('what')}
          submitLabel={t('now')}
          form={{ pending, errors: failed ? [{ message: failed }] : [] }}
          onSubmit={send}
        >
          <Field label={t('reason')}>
            {(control) => <Textarea {...control} name="reason" maxLength={300} rows={2} />}
          </Field>
        </FormDialog>
      ) : null}
    </>
  )
}
