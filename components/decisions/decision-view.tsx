'use client'

import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DownloadFile } from '@/components/files/download-file'
import { atStart, inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { useComponentName } from '@/components/rosters/component-name'
import { decisionHref, teamsHref } from '@/components/teams/team-links'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button, buttonStyles } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Figure } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { useToast } from '@/components/ui/toast'
import type { Component } from '@/server/rosters/rules'
import { IssueDialog } from './issue-dialog'
import type { DecisionDetail, ListedDecision } from './outputs'

interface DecisionViewProps {
  decision: DecisionDetail
  issued: readonly ListedDecision[]
  components: readonly Component[]
  today: string
}

/** A decision about teams with what it does, and the steps that are open. */
export function DecisionView({ decision, issued, components, today }: DecisionViewProps) {
  const t = useTranslations('decisions')
  const enums = useTranslations('enums')
  const format = useFormat()
  const nameOf = useComponentName(components)
  const router = useRouter()
  const toast = useToast()
  const discard = useCommand(useTRPC().decisions.discard)
  const takeOver = useCommand(useTRPC().decisions.takeOver)
  const [asked, setAsked] = useState<'issue' | 'discard' | null>(null)
  const isDraft = decision.state === 'draft'
  const day = (on: string | null) => (on ? format.date(on) : '')
  async function remove() {
    const done = await discard.run({ id: decision.id, version: decision.version })
    setAsked(null)
    if (!done) return
    toast({ message: t('discarded') })
    router.push(teamsHref(decision.communeId, null, { tab: 'decisions' }))
    router.refresh()
  }
  async function take() {
    if (!(await takeOver.run({ id: decision.id }))) return
    toast({ message: t('takenOver') })
    router.refresh()
  }
  return (
    <div className="grid grid-cols-1 gap-6">
      {isDraft && decision.can.keep ? <Notice>{t('draftNotice')}</Notice> : null}
      {isDraft && decision.begunIn ? (
        <Notice tone="warn" title={t('begunIn', { unit: inSentence(decision.begunIn) })}>
          {t('begunInWhat')}
        </Notice>
      ) : null}
      {decision.can.takeOver ? (
        <Notice title={t('left')}>
          <p>{t('leftWhat')}</p>
          <Button className="mt-2" pending={takeOver.pending} onClick={() => void take()}>
            {t('takeOver')}
          </Button>
          {takeOver.errorText ? (
            <p role="alert" className="mt-2 text-danger">
              {takeOver.errorText}
            </p>
          ) : null}
        </Notice>
      ) : null}
      {discard.errorText ? <Notice tone="danger">{discard.errorText}</Notice> : null}
      {decision.can.keep ? (
        <div className="flex flex-wrap gap-2 print:hidden">
          <a href={`/teams/decisions/${decision.id}/document`} className={buttonStyles()} download>
            <Download aria-hidden />
            {t('print')}
          </a>
          {isDraft ? (
            <>
              <LinkButton href={decisionHref(decision.id, true)}>{t('edit')}</LinkButton>
              <Button variant="quiet" onClick={() => setAsked('discard')}>
                {t('discard')}
              </Button>
              <Button variant="primary" onClick={() => setAsked('issue')}>
                {t('issue')}
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
      <dl className="flex flex-wrap gap-x-12 gap-y-4">
        <Figure
          label={t('state')}
          value={<Badge tone={isDraft ? 'neutral' : 'ok'}>{enums(`decisionStates.${decision.state}`)}</Badge>}
        />
        {decision.number ? <Figure label={t('number')} value={decision.number} /> : null}
        {decision.decidedOn ? <Figure label={t('decidedOn')} value={day(decision.decidedOn)} /> : null}
        <Figure label={t('effectiveOn')} value={day(decision.effectiveOn)} />
        {decision.signer ? (
          <Figure
            label={t('signer')}
            value={t('signedBy', { title: decision.signerTitle ?? '', name: decision.signer })}
          />
        ) : null}
        {decision.issuer ? <Figure label={t('issuer')} value={decision.issuer} /> : null}
      </dl>
      {decision.reason ? <p className="text-sm">{decision.reason}</p> : null}
      {decision.replaces ? (
        <p className="text-sm">
          <Link href={decisionHref(decision.replaces.id)} className="link">
            {t('replacesNumber', { number: decision.replaces.number ?? '' })}
          </Link>
        </p>
      ) : null}
      {decision.fileId ? (
        <DownloadFile fileId={decision.fileId} label={t('download')} missingText={t('form.badFile')} />
      ) : decision.hasFile ? (
        <p className="text-muted text-sm">{t('fileInside')}</p>
      ) : null}
      <Section title={t('lines')}>
        {decision.lines.map((line) => (
          <section key={line.line} className="grid grid-cols-1 gap-2 border-line border-t pt-3">
            <h3 className="font-medium text-sm">
              {line.team ? (
                <Link href={teamsHref(line.team.id)} className="link">
                  {atStart(line.team.name)}
                </Link>
              ) : (
                atStart(line.name ?? '')
              )}
              <span className="font-normal text-muted"> · {enums(`teamLevels.${line.level}`)}</span>
            </h3>
            {line.successor ? (
              <p className="text-sm">
                {t('successor')}{' '}
                <Link href={teamsHref(line.successor.id)} className="link">
                  {atStart(line.successor.name)}
                </Link>
              </p>
            ) : null}
            {line.villages.length > 0 ? (
              <p className="text-sm">
                {t('villages')}: {line.villages.map((village) => village.fullName).join(', ')}
              </p>
            ) : null}
            {line.seats.length > 0 ? (
              <PlainTable
                caption={t('seats')}
                rows={line.seats}
                rowId={(seat) => seat.memberId}
                columns={[
                  { id: 'name', header: t('person'), cell: (seat) => seat.fullName ?? '' },
                  { id: 'role', header: t('role'), cell: (seat) => enums(`memberRoles.${seat.role}`) },
                  { id: 'component', header: t('component'), cell: (seat) => nameOf(seat.component) },
                  { id: 'post', header: t('post'), cell: (seat) => seat.concurrentPost ?? '' },
                ]}
              />
            ) : null}
          </section>
        ))}
      </Section>
      {asked === 'issue' ? (
        <IssueDialog decision={decision} issued={issued} today={today} onClose={() => setAsked(null)} />
      ) : null}
      <ConfirmDialog
        open={asked === 'discard'}
        onOpenChange={() => setAsked(null)}
        title={t('discardTitle')}
        confirmLabel={t('discard')}
        tone="danger"
        pending={discard.pending}
        onConfirm={remove}
      >
        {t('discardWhat')}
      </ConfirmDialog>
    </div>
  )
}
