'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { filesAtOnce, importBytes } from '@/server/reorganisations/import/rules'

const megabytes = importBytes / 1024 / 1024

/** The files that are chosen: one or several at a time, each can be taken out again. */
export function ImportFiles({ files, onChange }: { files: readonly File[]; onChange: (files: File[]) => void }) {
  const t = useTranslations('reorganisationImport.files')
  const format = useFormat()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState('')

  function add(chosen: FileList | null) {
    const names = new Set(Array.from(chosen ?? [], (file) => file.name))
    // A file of the same name is the same file put right.
    const all = [...files.filter((file) => !names.has(file.name)), ...Array.from(chosen ?? [])]
    // So that the same file can be chosen again.
    if (input.current) input.current.value = ''
    if (all.length > filesAtOnce) return setError(t('tooMany', { count: filesAtOnce }))
    if (all.reduce((sum, file) => sum + file.size, 0) > importBytes) return setError(t('tooLarge', { size: megabytes }))
    setError('')
    onChange(all)
  }

  // What was chosen before the page had woken up; the field is empty ever after.
  useEffect(() => {
    if (input.current?.files?.length) add(input.current.files)
  })

  return (
    <div className="grid gap-3">
      <Field label={t('label')} help={t('help', { count: filesAtOnce, size: megabytes })} error={error || undefined}>
        {(control) => (
          <input
            {...control}
            ref={input}
            type="file"
            multiple
            accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            // What the browser says beside its button is of the last choice alone; the list below has all.
            className="min-h-11 w-full text-sm text-transparent file:mr-3 file:min-h-9 file:rounded-sm file:border file:border-line-strong file:bg-surface file:px-3 file:text-ink"
            onChange={(event) => add(event.target.files)}
          />
        )}
      </Field>
      {files.length > 0 ? (
        <ul className="grid gap-1 text-sm">
          {files.map((file) => (
            <li key={file.name} className="flex items-center justify-between gap-2 border-line border-t pt-1">
              <span className="min-w-0 break-words">
                {file.name} <span className="text-muted">{format.number(Math.ceil(file.size / 1024))} KB</span>
              </span>
              <Button
                variant="quiet"
                size="icon"
                aria-label={t('remove', { name: file.name })}
                icon={<X aria-hidden />}
                onClick={() => {
                  setError('')
                  onChange(files.filter((each) => each !== file))
                }}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted text-sm">{t('none')}</p>
      )}
    </div>
  )
}
