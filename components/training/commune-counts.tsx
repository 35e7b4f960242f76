'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { NumberText } from '@/components/ui/figure'
import { Input } from '@/components/ui/input'
import { type PlainColumn, PlainTable } from '@/components/ui/plain-table'
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
  const columns: PlainColumn<CommuneCount>[] = [
    { id: 'commune', header: t('commune'), cell: (row) => row.fullName },
    { id: 'people', header: t('people'), number: true, cell: (row) => <NumberText value={row.people} /> },
    { id: 'women', header: t('women'), number: true, cell: (row) => <NumberText value={row.women} /> },
    {
      id: 'how',
      header: t('how'),
      cell: (row) => (row.people === null ? t('notTold') : t(row.named ? 'named' : 'counted')),
    },
    {
      id: 'act',
      header: <span className="sr-only">{t('act')}</span>,
      cell: (row) =>
        can && !row.named && (own === null || row.communeId === own) ? (
          <Button size="sm" variant="quiet" onClick={() => setOpen(row)}>
            {t('set')}
            <span className="sr-only"> {row.fullName}</span>
          </Button>
        ) : null,
    },
  ]
  return (
    <>
      <PlainTable
        caption={t('caption')}
        columns={columns}
        rows={counts}
        rowId={(row) => row.communeId}
        maxHeight="60vh"
      />
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
