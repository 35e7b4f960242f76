'use client'

import { ListChecks } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Field } from '@/components/ui/field'
import { Options, Select } from '@/components/ui/select'
import { bases, maxMonths, rates } from '@/server/comparisons/rules'
import type { CompareAddress } from './address'
import type { CompareOptions } from './outputs'
import { useSetParams } from './use-params'

const IndicatorPicker = dynamic(() => import('./indicator-picker'), { ssr: false })

/** What is compared and how: each choice changes the address, and with it the page. */
export function CompareControls({ at, options }: { at: CompareAddress; options: CompareOptions }) {
  const t = useTranslations('compare.choose')
  const format = useFormat()
  const [pending, set] = useSetParams()
  const [picking, setPicking] = useState(false)
  const end = options.periods.findIndex((each) => each.code === at.to)
  const earlier = options.periods.slice(end + 1, end + maxMonths)
  return (
    <div
      className={cn(
        'grid grid-cols-1 items-end gap-x-4 gap-y-3 sm:flex sm:flex-wrap print:hidden',
        pending && 'opacity-60',
      )}
      aria-busy={pending}
    >
      <Button aria-haspopup="dialog" icon={<ListChecks aria-hidden />} onClick={() => setPicking(true)}>
        {t('indicatorsCount', { count: at.codes.length })}
      </Button>
      {picking ? (
        <IndicatorPicker
          indicators={options.indicators}
          chosen={at.codes}
          onClose={() => setPicking(false)}
          onChoose={(codes) => {
            setPicking(false)
            set({ codes: codes.join(','), code: null, sort: null, cols: null })
          }}
        />
      ) : null}
      {at.view === 'line' ? null : (
        <Field label={t('from')} className="w-full sm:w-44">
          {({ 'aria-required': _, ...control }) => (
            <Select
              {...control}
              value={at.from === at.to ? '' : at.from}
              onChange={(event) => set({ from: event.target.value, same: null })}
            >
              <option value="">{t('onlyMonth')}</option>
              {earlier.map((period) => (
                <option key={period.code} value={period.code}>
                  {format.periodName(period)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label={t('basis')} className="w-full sm:w-44">
        {({ 'aria-required': _, ...control }) => (
          <Select {...control} value={at.basis} onChange={(event) => set({ basis: event.target.value })}>
            <Options values={bases} words={(basis) => t(`bases.${basis}`)} />
          </Select>
        )}
      </Field>
      {at.view === 'line' ? null : (
        <Field label={t('per')} className="w-full sm:w-80">
          {({ 'aria-required': _, ...control }) => (
            <Select {...control} value={at.per} onChange={(event) => set({ per: event.target.value, same: null })}>
              <Options values={rates} words={(rate) => t(`rates.${rate}`)} />
            </Select>
          )}
        </Field>
      )}
      {at.view === 'table' && at.from === at.to ? (
        <Checkbox
          label={t('sameSet')}
          help={at.per === 'none' ? undefined : t('sameSetRates')}
          checked={at.same}
          disabled={at.per !== 'none'}
          onChange={(event) => set({ same: event.target.checked ? '1' : null })}
          className="pb-2"
        />
      ) : null}
    </div>
  )
}
