'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { useErrorText } from '@/components/frame/use-error-text'
import { useAnswer, useTRPC } from '@/components/trpc'
import { writeParams } from '@/components/ui/address'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { OriginUnits } from './origin-units'
import { Successors } from './successors'
import { unitHref } from './unit-links'
import type { FoundUnit } from './unit-outputs'

/** Waits until the typing pauses. */
function useSettled(text: string, ms = 250): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return settled
}

/** Finds a unit by any name it has or had; what is typed stands in the address (`?q=`). */
export function UnitSearch({ initial, found }: { initial: string; found: readonly FoundUnit[] }) {
  const t = useTranslations('units.search')
  const toText = useErrorText()
  const trpc = useTRPC()
  const id = useId()
  const [text, setText] = useState(initial)
  const settled = useSettled(text).trim()
  useEffect(() => {
    writeParams({ q: settled })
  }, [settled])
  const answer = useAnswer(
    settled || null,
    (signal) => trpc.units.search.query({ text: settled.slice(0, 200) }, { signal }),
    initial === '' ? undefined : [...found],
  )
  const shown = settled === '' ? null : answer.data
  return (
    <search className="grid gap-2">
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {t('label')}
      </label>
      <Input
        id={id}
        aria-describedby={`${id}-help`}
        type="search"
        name="q"
        maxLength={200}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <p id={`${id}-help`} className="text-muted text-sm">
        {t('help')}
      </p>
      <p aria-live="polite" className="sr-only">
        {shown ? t('count', { count: shown.length }) : ''}
      </p>
      {answer.error ? <Notice tone="danger">{toText(answer.error.data)}</Notice> : null}
      {shown?.length === 0 && !answer.asking ? <p className="text-muted text-sm">{t('none')}</p> : null}
      {shown && shown.length > 0 ? (
        <ul className="divide-y divide-line border border-line bg-surface" aria-label={t('results')}>
          {shown.map((unit) => (
            <FoundRow key={unit.id} unit={unit} />
          ))}
        </ul>
      ) : null}
    </search>
  )
}

/** How many units a line names. */
const named = 3

function FoundRow({ unit }: { unit: FoundUnit }) {
  const t = useTranslations('units.search')
  const format = useFormat()
  const place = [unit.commune, unit.district, unit.province].filter(Boolean).join(', ')
  return (
    <li className="grid gap-0.5 px-3 py-2 text-sm">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <Link href={unitHref(unit.id)} className="link font-medium">
          {unit.fullName}
        </Link>
        {unit.code ? <span className="text-muted tabular-nums">{unit.code}</span> : null}
        {unit.alias ? <span className="text-muted">{t('alias', { alias: unit.alias })}</span> : null}
        {place ? <span className="text-muted">{place}</span> : null}
      </span>
      {unit.nowCalled ? (
        <span className="text-muted">{t('nowCalled', { name: inSentence(unit.nowCalled) })}</span>
      ) : null}
      {(['formerly', 'received'] as const).map((came) =>
        unit[came].length > 0 ? (
          <span key={came} className="text-muted">
            {t(came)} <OriginUnits unitId={unit.id} units={unit[came]} limit={named} places={false} />
          </span>
        ) : null,
      )}
      {unit.endedOn ? (
        <span className="text-muted">
          {t('ended', { date: format.date(unit.endedOn) })}
          {` ${t(unit.successors.length > 0 ? 'nowIn' : 'nowUnknown')} `}
          {unit.successors.length > 0 ? (
            <Successors unitId={unit.id} units={unit.successors} unknown={unit.partsUnknown} />
          ) : null}
        </span>
      ) : null}
    </li>
  )
}
