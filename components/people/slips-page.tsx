'use client'

import { Printer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { QrCode } from '@/components/ui/qr-code'
import { useOrigin } from '@/components/ui/use-origin'
import { forgetSlips, type Slip, type SlipNotes, useSlips } from './slip-store'
import './slips.css'

/** Slips to cut out and hand over: who, the sign-in name, the one-time code and its QR. Shown once, kept nowhere. */
export function SlipsPage({ issuer }: { issuer: string }) {
  const t = useTranslations('people.slips')
  const tPeople = useTranslations('people')
  const { slips, ...notes } = useSlips()
  const origin = useOrigin()
  return (
    <Page
      title={t('title')}
      lead={slips.length > 0 ? t('lead', { count: slips.length }) : undefined}
      context={{
        where: <UnitBreadcrumb items={[{ label: issuer }]} />,
      }}
      actions={
        slips.length > 0 ? (
          <>
            <LinkButton href="/people" onClick={forgetSlips}>
              {t('finish')}
            </LinkButton>
            <Button variant="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        ) : null
      }
    >
      <WithoutSlip {...notes} />
      {slips.length === 0 ? (
        <EmptyState
          title={t('gone')}
          action={
            <LinkButton href="/people" onClick={forgetSlips}>
              {tPeople('back')}
            </LinkButton>
          }
        >
          {t('goneHint')}
        </EmptyState>
      ) : (
        <>
          <Notice tone="warn" className="print:hidden">
            {t('once')}
          </Notice>
          <ul className="slips grid gap-4 sm:grid-cols-2">
            {slips.map((slip) => (
              <SlipCard key={slip.code} slip={slip} issuer={issuer} origin={origin} />
            ))}
          </ul>
        </>
      )}
    </Page>
  )
}

/** Whoever of the list gets no slip is named, with what happened instead. */
function WithoutSlip({ added = [], skipped = [] }: SlipNotes) {
  const t = useTranslations('people.slips')
  return (
    <>
      {added.length > 0 ? (
        <Notice tone="ok" role="status" className="print:hidden" title={t('added', { names: added.join(', ') })}>
          {t('addedHint')}
        </Notice>
      ) : null}
      {skipped.length > 0 ? (
        <Notice tone="warn" role="status" className="print:hidden" title={t('skippedTitle', { count: skipped.length })}>
          <ul className="grid gap-1">
            {skipped.map(({ name, reason }) => (
              <li key={name}>{t('skippedLine', { name, reason: t(`skipped.${reason as 'notFound'}`) })}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}

function SlipCard({ slip, issuer, origin }: { slip: Slip; issuer: string; origin: string }) {
  const t = useTranslations('people.slips')
  const tCommon = useTranslations('common')
  const format = useFormat()
  return (
    <li className="grid break-inside-avoid gap-3 border border-line-strong border-dashed bg-surface p-4 text-sm">
      <div className="flex items-start justify-between gap-4">
        <div className="grid gap-0.5">
          <p className="font-semibold text-base text-ink">{slip.name}</p>
          <p className="text-muted">{slip.post}</p>
          <p className="text-muted">{slip.unit}</p>
        </div>
        <p className="whitespace-nowrap font-bold text-accent">{tCommon('product')}</p>
      </div>
      <div className="flex flex-wrap items-center gap-4">
        {/* The code stands in the fragment: it reaches no server and no log on its way. */}
        <QrCode text={`${origin}/activate#code=${slip.code}`} label={t('qr', { name: slip.name })} />
        <dl className="grid gap-1">
          <dt className="text-muted text-xs">{t('signInName')}</dt>
          <dd className="font-mono">{slip.signInName}</dd>
          <dt className="text-muted text-xs">{t('code')}</dt>
          <dd className="font-mono font-semibold text-lg">{slip.code}</dd>
        </dl>
      </div>
      <p>{t('how', { address: `${origin.replace(/^https?:\/\//, '')}/activate` })}</p>
      <p className="text-muted text-xs">{t('until', { time: format.dateTime(slip.expiresAt), issuer })}</p>
    </li>
  )
}
