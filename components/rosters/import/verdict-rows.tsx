'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { Select } from '@/components/ui/select'
import type { RosterVerdict } from '@/db/roster-enums'
import type { ImportRow, ImportState } from './outputs'
import { useRowWords } from './use-row-words'

export interface VerdictRowsProps {
  state: ImportState
  verdict: RosterVerdict
  onChosen: () => void
}

/** The rows of a verdict, a hundred at a time; of possible duplicates a person says who they are. */
export function VerdictRows({ state, verdict, onChosen }: VerdictRowsProps) {
  const t = useTranslations('rosterImport')
  const tVerdicts = useTranslations('enums.rosterVerdicts')
  const trpc = useTRPC()
  const words = useRowWords()
  const choose = useCommand(trpc.rosterImport.choose)
  const [rows, setRows] = useState<ImportRow[] | null>(null)
  const [next, setNext] = useState<number | null>(null)
  const { id } = state
  const decidable = verdict === 'duplicate' && state.state === 'checked'

  async function load(after?: number) {
    const page = await trpc.rosterImport.rows.query({ id, verdict, after }).catch(() => ({ rows: [], next: null }))
    setRows((before) => (after === undefined || before === null ? page.rows : [...before, ...page.rows]))
    setNext(page.next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when another verdict or another dry run is shown
  useEffect(() => {
    void load()
  }, [id, verdict, state.mark, state.state])

  async function decide(places: readonly number[], choice: string | null) {
    const done = await choose.run({ id, choices: places.map((place) => ({ place, choice })) })
    if (!done) return
    setRows((before) => before?.map((row) => (places.includes(row.place) ? { ...row, choice } : row)) ?? null)
    onChosen()
  }

  if (!rows) return <p className="text-muted text-sm">…</p>
  if (rows.length === 0) return <p className="text-muted text-sm">{t('result.none')}</p>
  const undecided = rows.filter(({ choice }) => choice === null).map(({ place }) => place)
  return (
    <div className="grid grid-cols-1 gap-3">
      {choose.errorText ? (
        <Notice tone="danger" role="alert">
          {choose.errorText}
        </Notice>
      ) : null}
      {decidable && undecided.length > 1 ? (
        <div>
          <Button size="sm" pending={choose.pending} onClick={() => void decide(undecided.slice(0, 500), 'another')}>
            {t('duplicates.all')}
          </Button>
        </div>
      ) : null}
      <PlainTable
        caption={t('result.caption', { verdict: tVerdicts(verdict) })}
        rows={rows}
        rowId={({ place }) => place}
        maxHeight="70vh"
        columns={[
          { id: 'who', header: t('result.who'), cell: ({ fullName }) => fullName },
          { id: 'line', header: t('result.line'), number: true, cell: ({ line }) => String(line) },
          {
            id: 'says',
            header: t('result.says'),
            className: 'min-w-56',
            cell: (row) => (
              <span className="grid gap-1 whitespace-normal">
                {row.problems.map((problem) => (
                  <Badge key={`${problem.field} ${problem.kind}`} tone="danger" className="sm:whitespace-normal">
                    {words.problem(problem)}
                  </Badge>
                ))}
                {row.changes.map((change) => (
                  <span key={change.field}>{words.change(change)}</span>
                ))}
                {row.candidates.length > 0 ? (
                  <Select
                    aria-label={`${t('duplicates.choose')} ${row.fullName}`}
                    value={row.choice ?? ''}
                    disabled={!decidable}
                    onChange={(event) => void decide([row.place], event.target.value || null)}
                  >
                    <option value="">{t('duplicates.undecided')}</option>
                    {row.candidates.map((candidate) => (
                      <option key={candidate.choice} value={candidate.choice}>
                        {words.candidate(candidate)}
                      </option>
                    ))}
                    <option value="another">{t('duplicates.another')}</option>
                  </Select>
                ) : null}
              </span>
            ),
          },
          { id: 'team', header: t('result.team'), cell: ({ team }) => team },
        ]}
      />
      {next !== null ? (
        <div>
          <Button onClick={() => void load(next)}>{t('result.more')}</Button>
        </div>
      ) : null}
    </div>
  )
}
