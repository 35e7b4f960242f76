'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { percentOf } from '@/components/format/number'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import { Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import type { Wait, Waits } from './outputs'

/** Villages, teams and posts of communes that were cut: the province says, one by one, where each belongs now. */
export function WaitsPanel({ waits }: { waits: Waits }) {
  const t = useTranslations('reorganisations.waits')
  const format = useFormat()
  const { waits: rows, open, can } = waits
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="max-w-3xl text-sm">{t('what')}</p>
      <div className="max-w-md">
        <Progress
          label={open > 0 ? t('left', { count: open, all: rows.length }) : t('allPlaced')}
          value={rows.length - open}
          max={rows.length}
          valueText={format.percent(percentOf(rows.length - open, rows.length, 0), 0)}
        />
      </div>
      <ul className="divide-y divide-line border-line border-y">
        {rows.map((wait) => (
          <WaitRow key={wait.id} wait={wait} mayPlace={can.place} />
        ))}
      </ul>
    </div>
  )
}

function WaitRow({ wait, mayPlace }: { wait: Wait; mayPlace: boolean }) {
  const t = useTranslations('reorganisations.waits')
  const tKinds = useTranslations('enums.waitKinds')
  const tRoles = useTranslations('enums.roles')
  const router = useRouter()
  const toast = useToast()
  const id = useId()
  const place = useCommand(useTRPC().reorganisations.place)
  const [to, setTo] = useState('')
  const [missing, setMissing] = useState(false)
  async function send() {
    setMissing(to === '')
    if (to === '') return
    const done = await place.run({ waitId: wait.id, unitId: Number(to) })
    if (done) toast({ message: t('done', { name: wait.name }) })
    router.refresh()
  }
  const error = missing ? t('choose') : place.errorText
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 py-2 text-sm">
      <span className="grid min-w-0 flex-1 basis-64 gap-0.5">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone="neutral" icon={null}>
            {tKinds(wait.kind)}
          </Badge>
          <span className="font-medium">{wait.name}</span>
          {wait.role ? <span className="text-muted">{tRoles(wait.role)}</span> : null}
        </span>
        <span className="text-muted">{t('from', { unit: inSentence(wait.from.name) })}</span>
      </span>
      {wait.placed ? (
        <Badge tone="ok">{t('placed', { unit: inSentence(wait.placed.name) })}</Badge>
      ) : mayPlace ? (
        <span className="grid basis-full gap-1 sm:basis-auto">
          <span className="flex flex-wrap items-end gap-2">
            <label htmlFor={id} className="sr-only">
              {t('to', { name: wait.name })}
            </label>
            <Select
              id={id}
              className="sm:w-56"
              value={to}
              aria-invalid={error ? true : undefined}
              aria-describedby={error ? `${id}-error` : undefined}
              onChange={(event) => setTo(event.target.value)}
            >
              <option value="">{t('choose')}</option>
              {wait.candidates.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
            <Button pending={place.pending} onClick={() => void send()}>
              {t('place')}
              <span className="sr-only"> {wait.name}</span>
            </Button>
          </span>
          {error ? (
            <span id={`${id}-error`} role="alert" className="text-danger">
              {error}
            </span>
          ) : null}
        </span>
      ) : (
        <Badge tone="warn">{t('waiting')}</Badge>
      )}
    </li>
  )
}
