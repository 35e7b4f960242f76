'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { type CommandError, useCommand, useErrorText, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import type { HeadlineVerdict } from './outputs'

/** Pasted figures, tried first: each line is shown with its reading or with what is wrong, then the right ones are entered. */
export function HeadlinesImport() {
  const t = useTranslations('compare.headlines')
  const format = useFormat()
  const trpc = useTRPC()
  const router = useRouter()
  const toast = useToast()
  const errorText = useErrorText()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [checked, setChecked] = useState<HeadlineVerdict[] | null>(null)
  const [error, setError] = useState('')
  const [checking, setChecking] = useState(false)
  const command = useCommand(trpc.comparisons.importHeadlines)
  const right = checked?.filter((each) => each.right).length ?? 0

  async function check() {
    setChecking(true)
    setError('')
    try {
      setChecked(await trpc.comparisons.checkHeadlines.query({ text }))
    } catch (failure) {
      setError(errorText((failure as CommandError).data))
    }
    setChecking(false)
  }

  async function enter() {
    const done = await command.run({ text, expected: right })
    if (!done) return
    toast({ message: t('done', { count: done.imported }) })
    setOpen(false)
    setText('')
    setChecked(null)
    router.refresh()
  }

  return (
    <>
      <Button icon={<Plus aria-hidden />} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('add')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent
          wide
          title={t('add')}
          footer={
            <>
              <Button pending={checking} disabled={text.trim() === ''} onClick={check}>
                {t('check')}
              </Button>
              <Button variant="primary" pending={command.pending} disabled={right === 0} onClick={enter}>
                {t('import', { count: right })}
              </Button>
            </>
          }
        >
          <Field label={t('paste')} help={t('pasteHelp')} error={error || command.errorText || undefined}>
            {(control) => (
              <Textarea
                {...control}
                rows={6}
                value={text}
                placeholder={t('example')}
                onChange={(event) => {
                  setText(event.target.value)
                  setChecked(null)
                }}
              />
            )}
          </Field>
          {checked ? (
            <div aria-live="polite" className="grid gap-2 text-sm">
              <p>
                {t('right', { count: right })}
                {checked.length > right ? `, ${t('wrong', { count: checked.length - right })}` : ''}
              </p>
              <ul className="grid gap-2">
                {checked.map((each) => (
                  <li key={each.line} className="grid gap-0.5 border-line border-t pt-2">
                    <span className="flex flex-wrap items-center gap-2">
                      <Badge tone={each.right ? 'ok' : 'danger'}>
                        {each.right ? t('ok') : t(`problems.${each.problem}`)}
                      </Badge>
                      <span className="text-muted">{t('line', { line: each.line })}</span>
                    </span>
                    {each.right ? (
                      <span>
                        {t(`measures.${each.right.measure}`)}, {each.right.unitName}, {format.date(each.right.asOf)}:{' '}
                        <strong>
                          {each.right.approximate
                            ? t('approximate', { value: format.number(each.right.value) })
                            : format.number(each.right.value)}
                        </strong>
                        . {each.right.source}
                      </span>
                    ) : (
                      <span className="break-words">{each.typed}</span>
                    )}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </DialogContent>
      </Dialog>
    </>
  )
}
