'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { percentOfShare, restOfShares, shareFromPercent, sharesProblem } from '@/server/units/homes/rules'
import type { Predecessor } from './unit-outputs'

interface CutSharesProps {
  row: Predecessor
  pending: boolean
  /** Shares in the order of the edges; null: still unknown. */
  onTell: (shares: (string | null)[]) => void
}

/** A unit that went into several, or gave away a part: a percentage for each, what is left of it, and the sum. */
export function CutShares({ row, pending, onTell }: CutSharesProps) {
  const t = useTranslations('units.successions')
  const [typed, setTyped] = useState(() => row.edges.map(({ share }) => (share === null ? '' : percentOfShare(share))))
  const shares = typed.map(shareFromPercent)
  const wrong = typed.map((text, index) => text.trim() !== '' && shares[index] === null)
  const problem = sharesProblem(shares, row.stays)
  const rest = restOfShares(shares)
  const set = (index: number, text: string) => setTyped(typed.map((each, at) => (at === index ? text : each)))
  const restFor = (index: number) => restOfShares(shares.filter((_, at) => at !== index))
  const sum = rest === '1' ? '0' : percentOfShare(restOfShares([rest]) ?? '1')
  return (
    <div className="grid gap-2">
      {row.edges.map((edge, index) => {
        const left = restFor(index)
        return (
          <div key={edge.successorId} className="flex flex-wrap items-end gap-2">
            <Field
              label={t('shareOf', { name: edge.fullName })}
              error={wrong[index] ? t('badShare') : undefined}
              optional
              className="w-full sm:w-64"
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="decimal"
                  autoComplete="off"
                  maxLength={12}
                  value={typed[index]}
                  onChange={(event) => set(index, event.target.value)}
                />
              )}
            </Field>
            {left && typed[index]?.trim() === '' && !row.stays ? (
              <Button size="sm" variant="quiet" onClick={() => set(index, percentOfShare(left))}>
                {t('rest', { percent: percentOfShare(left) })}
                <span className="sr-only"> {edge.fullName}</span>
              </Button>
            ) : null}
          </div>
        )
      })}
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className={problem ? 'text-danger' : 'text-muted'}>
          {problem === 'above'
            ? t('sumAbove')
            : row.stays
              ? t('sumStays', { sum, rest: rest ? percentOfShare(rest) : '0' })
              : t('sum', { sum, rest: rest ? percentOfShare(rest) : '0' })}
        </p>
        <Button
          size="sm"
          variant="primary"
          disabled={wrong.some(Boolean) || problem !== null || shares.every((share) => share === null)}
          pending={pending}
          onClick={() => onTell(shares)}
        >
          {t('confirmCut')}
          <span className="sr-only"> {row.fullName}</span>
        </Button>
      </div>
    </div>
  )
}
