'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef } from 'react'
import { FormErrors } from '@/components/ui/form-errors'
import { Notice } from '@/components/ui/notice'
import type { Finding } from '@/server/reports/rules'
import { useDraft, useFiling } from './filing-provider'
import { cellId } from './filing-report'
import { useFindingText } from './use-finding-text'

const stands = (finding: Finding) => finding.severity === 'block' || (finding.severity === 'warn' && !finding.explained)

/** What stands against sending, at the top with links, from the moment that sending was tried. */
export function FindingsSummary() {
  const t = useTranslations('reports.summary')
  const { report, store } = useFiling()
  const findings = useDraft((state) => state.findings)
  const attempted = useDraft((state) => state.attempted)
  const tries = useDraft((state) => state.tries)
  const textOf = useFindingText(report.form)
  const open = useMemo(() => findings.filter(stands), [findings])
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (tries === 0) return
    box.current?.scrollIntoView({ block: 'start' })
    box.current?.querySelector<HTMLElement>('[role=alert]')?.focus({ preventScroll: true })
  }, [tries])
  const wide = findings.filter((finding) => finding.severity === 'note' && finding.codes.length > 3)
  if (!store) return null
  return (
    <div ref={box} className="grid scroll-mt-20 gap-4 empty:hidden">
      {attempted ? (
        <FormErrors
          takeFocus={false}
          title={t('title', { count: open.length })}
          errors={open.map((finding) => {
            const code = finding.codes.find((each) => store.get().cells[each])
            return { fieldId: code ? cellId(code) : undefined, message: textOf(finding) }
          })}
        />
      ) : null}
      {attempted && wide.length > 0 ? (
        <Notice tone="neutral">
          {wide.map((finding) => (
            <p key={finding.rule}>{textOf(finding)}</p>
          ))}
        </Notice>
      ) : null}
    </div>
  )
}

/** How many things stand against sending, missing figures apart: said all the time, beside the actions. */
export function FindingsCount() {
  const t = useTranslations('reports.summary')
  const { goTo } = useFiling()
  const findings = useDraft((state) => state.findings)
  const cells = useDraft((state) => state.cells)
  const missing = findings.filter((finding) => finding.message === 'findings.required')
  const others = findings.filter((finding) => stands(finding) && finding.message !== 'findings.required')
  // What was refused or waits for a choice stands against sending too, where no check speaks of it already.
  const told = new Set([...others, ...missing].flatMap((finding) => finding.codes))
  const held = Object.values(cells).filter((cell) => (cell.problem || cell.conflict) && !told.has(cell.code))
  const first = held[0]?.code ?? (others[0] ?? missing[0])?.codes.find((code) => cells[code])
  return (
    <p className="min-h-5 text-muted text-sm">
      {first ? (
        <button type="button" className="link text-left" onClick={() => goTo(first)}>
          {t('open', { missing: missing.length, others: others.length + held.length })}
        </button>
      ) : (
        t('clear')
      )}
    </p>
  )
}
