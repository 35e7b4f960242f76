'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useErrorText, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { LinkTabs } from '@/components/ui/tabs'
import type { RosterVerdict } from '@/db/roster-enums'
import type { ImportState } from './outputs'
import { saveFile } from './save-file'
import { verdictOrder } from './state-tones'
import { VerdictRows } from './verdict-rows'

export interface ImportResultProps {
  state: ImportState
  assignment: string
  verdict: RosterVerdict | null
  onChange: () => void
}

/** The dry run: rows by what they come to, notes on limits, and the order to write. */
export function ImportResult({ state, assignment, verdict, onChange }: ImportResultProps) {
  const t = useTranslations('rosterImport')
  const tVerdicts = useTranslations('enums.rosterVerdicts')
  const format = useFormat()
  const toText = useErrorText()
  const trpc = useTRPC()
  const confirm = useCommand(trpc.rosterImport.confirm)
  const [skipWrong, setSkipWrong] = useState(false)
  const [failed, setFailed] = useState(false)
  const { id, summary, undecided, removedAt } = state
  if (!summary) return null
  const { counts, limits, applied } = summary
  const found = verdictOrder.filter((each) => counts[each] > 0)
  const shown = verdict && counts[verdict] > 0 ? verdict : found[0]
  const left = counts.wrong + undecided
  const writes = counts.new + counts.changed + counts.duplicate - undecided

  return (
    <>
      {applied ? (
        <Notice tone="ok" title={t('done.title')} role="status">
          {t('done.body', {
            added: applied.added,
            changed: applied.changed,
            ended: applied.ended,
            left: applied.leftOut,
          })}
        </Notice>
      ) : null}
      {limits.total > 0 ? (
        <Notice tone="warn" title={t('limits.title', { count: limits.total })}>
          <p>{t('limits.body')}</p>
          <ul className="mt-1 grid gap-0.5">
            {limits.rows.slice(0, 10).map((note) => (
              <li key={`${note.commune} ${note.team}`}>{t('limits.item', { ...note })}</li>
            ))}
          </ul>
          {limits.total > 10 ? <p>{t('limits.more', { count: limits.total - 10 })}</p> : null}
        </Notice>
      ) : null}
      {removedAt ? null : (
        <Section
          title={t('result.title')}
          description={t('result.missing')}
          actions={
            counts.wrong > 0 ? (
              <Button
                icon={<Download aria-hidden />}
                onClick={() => {
                  setFailed(false)
                  void saveFile(`/api/rosters/imports/${id}/wrong-rows`, assignment, {}, t('wrong.file')).catch(() =>
                    setFailed(true),
                  )
                }}
              >
                {t('wrong.download')}
              </Button>
            ) : null
          }
        >
          {failed ? (
            <Notice tone="danger" role="alert">
              {toText(null)}
            </Notice>
          ) : null}
          {state.state === 'checked' && counts.new + counts.changed + left + counts.duplicate === 0 ? (
            <Notice tone="ok">{t('result.nothing')}</Notice>
          ) : null}
          {shown ? (
            <>
              <LinkTabs
                label={t('result.choose')}
                tabs={found.map((each) => ({
                  href: `/teams/import/${id}?verdict=${each}`,
                  current: each === shown,
                  label: t('result.tab', { verdict: tVerdicts(each), count: format.number(counts[each]) }),
                }))}
              />
              <VerdictRows key={shown} state={state} verdict={shown} onChosen={onChange} />
            </>
          ) : (
            <p className="text-muted text-sm">{t('result.none')}</p>
          )}
        </Section>
      )}
      {state.state === 'checked' && writes > 0 ? (
        <section className="grid gap-3 border-line border-t pt-4">
          <p>
            {t('apply.counts', { added: counts.new, changed: counts.changed })}{' '}
            {left > 0 ? t('apply.wrongLeft', { count: left }) : ''}
          </p>
          {left > 0 ? (
            <Checkbox
              label={t('apply.right')}
              help={t('apply.rightHelp')}
              checked={skipWrong}
              onChange={(event) => setSkipWrong(event.target.checked)}
            />
          ) : null}
          {confirm.errorText ? (
            <Notice tone="danger" role="alert">
              {confirm.errorText}
            </Notice>
          ) : null}
          <div className="flex justify-end">
            <Button
              variant="primary"
              disabled={left > 0 && !skipWrong}
              pending={confirm.pending}
              onClick={() => void confirm.run({ id, mark: state.mark ?? '', skipWrong }).then(onChange)}
            >
              {t('apply.all')}
            </Button>
          </div>
        </section>
      ) : null}
    </>
  )
}
