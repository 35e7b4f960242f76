'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { compareVietnamese } from '@/components/format/sort'
import { useFormat } from '@/components/format/use-format'
import { useContextParam } from '@/components/frame/use-context-param'
import { DayInput } from '@/components/ui/day-input'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import { isDay } from '@/server/calendar/rules'
import { type ChangeKind, changeKinds, changeLevels } from '@/server/units/changes/rules'
import type { ChangesAt } from './changes-page'
import type { ChildUnit } from './unit-outputs'

interface ChangesFiltersProps {
  at: ChangesAt
  /** How many changes of each kind there are. */
  kinds: Readonly<Record<ChangeKind, number>>
  provinces: readonly ChildUnit[]
}

/** Without the word of its type, by which nobody looks for it. */
const ownName = ({ type, fullName }: ChildUnit) =>
  fullName
    .split(' ')
    .slice(type === 'thanh_pho' ? 2 : 1)
    .join(' ')

/** Where, between which days, which kind and level, and whose name; all of it in the address. */
export function ChangesFilters({ at, kinds, provinces }: ChangesFiltersProps) {
  const t = useTranslations('changes')
  const format = useFormat()
  const [choosing, setProvince] = useContextParam('province')
  const [, setKind] = useContextParam('kind')
  const [, setLevel] = useContextParam('level')
  return (
    <search className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3 print:hidden">
      <Labelled label={t('scope')}>
        {(id) => (
          <Select
            id={id}
            value={at.province ?? ''}
            aria-busy={choosing}
            onChange={(event) => setProvince(event.target.value)}
          >
            <option value="">{t('nation')}</option>
            {[...provinces]
              .sort((a, b) => compareVietnamese(ownName(a), ownName(b)))
              .map((province) => (
                <option key={province.id} value={province.id}>
                  {province.fullName}
                </option>
              ))}
          </Select>
        )}
      </Labelled>
      <Day param="from" label={t('from')} value={at.from} />
      <Day param="to" label={t('to')} value={at.to} />
      <Labelled label={t('kind')}>
        {(id) => (
          <Select id={id} value={at.kind ?? ''} onChange={(event) => setKind(event.target.value)}>
            <option value="">{t('allKinds')}</option>
            <Options
              values={changeKinds}
              words={(kind) => t('option', { name: t(`kinds.${kind}`), count: format.number(kinds[kind]) })}
            />
          </Select>
        )}
      </Labelled>
      <Labelled label={t('level')}>
        {(id) => (
          <Select id={id} value={at.level ?? ''} onChange={(event) => setLevel(event.target.value)}>
            <option value="">{t('allLevels')}</option>
            <Options values={changeLevels} words={(level) => t(`levels.${level}`)} />
          </Select>
        )}
      </Labelled>
      <Search value={at.q} />
    </search>
  )
}

interface LabelledProps {
  label: string
  help?: string
  children: (id: string) => ReactNode
}

/** A filter has a value whatever one does: nothing of it is required or optional. */
function Labelled({ label, help, children }: LabelledProps) {
  const id = useId()
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {label}
      </label>
      {children(id)}
      {help ? (
        <p id={`${id}-help`} className="text-muted text-sm">
          {help}
        </p>
      ) : null}
    </div>
  )
}

function Day({ param, label, value }: { param: 'from' | 'to'; label: string; value: string }) {
  const [pending, set] = useContextParam(param)
  return (
    <Labelled label={label}>
      {(id) => (
        <DayInput
          id={id}
          min="1945-09-02"
          max="2099-12-31"
          value={value}
          aria-busy={pending}
          onDay={(day) => {
            if (day !== value && isDay(day)) set(day)
          }}
        />
      )}
    </Labelled>
  )
}

function Search({ value }: { value: string }) {
  const t = useTranslations('changes')
  const [pending, set] = useContextParam('q')
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => set(text.trim()), 500)
    return () => clearTimeout(timer)
  })
  return (
    <Labelled label={t('search')} help={t('searchHelp')}>
      {(id) => (
        <Input
          id={id}
          type="search"
          maxLength={200}
          autoComplete="off"
          value={text}
          aria-busy={pending}
          aria-describedby={`${id}-help`}
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </Labelled>
  )
}
