'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { base64Of } from '@/components/ui/base64'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { importBytes, importRows } from '@/server/rosters/import/rules'

const megabytes = importBytes / 1024 / 1024

/** A file is chosen and sent; what becomes of it is on its own page. */
export function SendForm() {
  const t = useTranslations('rosterImport.send')
  const format = useFormat()
  const trpc = useTRPC()
  const router = useRouter()
  const send = useCommand(trpc.rosterImport.send)
  const input = useRef<HTMLInputElement>(null)
  const [reading, setReading] = useState(false)
  const [error, setError] = useState('')

  const tooLarge = (file: File | undefined) =>
    file !== undefined && file.size > importBytes ? t('tooLarge', { size: megabytes }) : ''

  async function run() {
    // What the field holds, also when it was chosen before the page had woken up.
    const file = input.current?.files?.[0]
    if (!file) return setError(t('none'))
    if (tooLarge(file)) return setError(tooLarge(file))
    setReading(true)
    const content = await base64Of(file).catch(() => null)
    setReading(false)
    if (content === null) return setError(t('unreadable'))
    const made = await send.run({ name: file.name, content })
    if (made) router.push(`/teams/import/${made.id}`)
  }

  return (
    <Section title={t('title')}>
      <div className="grid max-w-xl gap-3">
        <Field
          label={t('label')}
          help={t('help', { size: megabytes, rows: format.number(importRows) })}
          error={error || send.errorText || undefined}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              className="min-h-11 w-full text-sm file:mr-3 file:min-h-9 file:rounded-sm file:border file:border-line-strong file:bg-surface file:px-3 file:text-ink"
              ref={input}
              onChange={(event) => {
                send.reset()
                setError(tooLarge(event.target.files?.[0]))
              }}
            />
          )}
        </Field>
        <div>
          <Button variant="primary" pending={reading || send.pending} onClick={() => void run()}>
            {t('run')}
          </Button>
        </div>
      </div>
    </Section>
  )
}
