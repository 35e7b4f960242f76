'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FormDialog } from '@/components/units/form-dialog'
import { countOf, textOf, useUnitForm } from '@/components/units/use-unit-form'
import { setCountInput } from '@/server/training/schema'
import type { CommuneCount } from './outputs'

interface CommuneCountsProps {
  sessionId: string
  counts: readonly CommuneCount[]
  can: boolean
  /** The commune whose page it is; null above. */
  own: number | null
}

/** How many came from each commune, by names or as somebody has counted. */
export function CommuneCounts({ sessionId, counts, can, own }: CommuneCountsProps) {
  const t = useTranslations('training.counts')
  const [open, setOpen] = useState<CommuneCount | null>(null)
  const format = useFormat()
  return (
    <>
      <ul className="divide-y divide-line border-line border-y text-sm" aria-label={t('caption')}>
        {counts.map((row) => (
          <li
            key={row.communeId}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-1 sm:grid-cols-[minmax(0,1fr)_14rem_10rem_8rem]"
          >
            <span className="min-w-0 break-words">{row.fullName}</span>
            <span className="text-right tabular-nums">
              {row.people === null ? (
                <span className="text-muted">{t('notTold')}</span>
              ) : (
                t('sum', { people: row.people, women: row.women === null ? 'none' : format.number(row.women) })
              )}
            </span>
            <span className="text-muted">{row.people === null ? null : t(row.named ? 'named' : 'counted')}</span>
            <span className="min-h-9 justify-self-end sm:min-h-7">
              {can && !row.named && (own === null || row.communeId === own) ? (
                <Button size="sm" variant="quiet" onClick={() => setOpen(row)}>
                  {t('set')}
                  <span className="sr-only"> {row.fullName}</span>
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {open ? <CountDialog sessionId={sessionId} count={open} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

function CountDialog({ sessionId, count, onClose }: { sessionId: string; count: CommuneCount; onClose: () => void }) {
  const t = useTranslations('training.counts')
  const form = useUnitForm(setCountInput, useCommand(useTRPC().training.setCount))
  async function send(data: FormData) {
    const women = textOf(data.get('women')).trim()
    const done = await form.submit({
      sessionId,
      communeId: count.communeId,
      people: countOf(data.get('people')),
      women: women === '' ? null : countOf(women),
    })
    return done && t('saved')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('title', { commune: count.fullName })}
      description={t('help')}
      submitLabel={t('save')}
      form={form}
      onSubmit={send}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('people')} label={t('people')}>
          {(control) => (
            <Input
              {...control}
              name="people"
              inputMode="numeric"
              autoComplete="off"
              defaultValue={count.people ?? ''}
            />
          )}
        </Field>
        <Field {...form.field('women')} label={t('women')} optional>
          {(control) => (
            <Input {...control} name="women" inputMode="numeric" autoComplete="off" defaultValue={count.women ?? ''} />
          )}
        </Field>
      </div>
    </FormDialog>
  )
}
