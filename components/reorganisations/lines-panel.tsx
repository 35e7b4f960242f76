'use client'

import { Plus, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { useToast } from '@/components/ui/toast'
import { lineId, reorganisationHref } from './address'
import { LineWords } from './line-words'
import { groupLines, type LineGroup } from './lines'
import type { Reorganisation } from './outputs'
import { ResultsPanel } from './results-panel'

// Only whoever drafts pays for the forms.
const ChangeDialog = lazy(() => import('./change-dialog'))

/** What the resolution says, a sentence a line; in a draft sentences are added and taken away. */
export function LinesPanel({ event }: { event: Reorganisation }) {
  const t = useTranslations('reorganisations.lines')
  const [adding, setAdding] = useState(false)
  const { rows, total, page, pageSize } = event.lines
  const groups = useMemo(() => groupLines(rows), [rows])
  const add = event.can.edit ? (
    <div className="flex flex-wrap gap-3">
      {event.can.import ? <LinkButton href={`/reorganisations/${event.id}/import`}>{t('import')}</LinkButton> : null}
      <Button
        variant={total === 0 ? 'primary' : 'secondary'}
        icon={<Plus aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t('add')}
      </Button>
    </div>
  ) : null
  if (event.results) return <ResultsPanel event={event} results={event.results} />
  return (
    <div className="grid grid-cols-1 gap-4">
      {total === 0 ? (
        <EmptyState title={t('none')} action={add}>
          {event.can.edit ? t('noneHint') : null}
        </EmptyState>
      ) : (
        <>
          {add ? <div className="flex justify-end print:hidden">{add}</div> : null}
          <ol className="divide-y divide-line border-line border-y" aria-label={t('title')}>
            {groups.map((group) => (
              <Sentence key={group.lines[0]?.line} event={event} group={group} />
            ))}
          </ol>
          <Pagination
            page={page}
            pageSize={pageSize}
            total={total}
            href={(next) => reorganisationHref(event.id, 'content', next)}
          />
        </>
      )}
      {adding ? (
        <Suspense>
          <ChangeDialog event={event} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}

function Sentence({ event, group }: { event: Reorganisation; group: LineGroup }) {
  const t = useTranslations('reorganisations.lines')
  const router = useRouter()
  const toast = useToast()
  const remove = useCommand(useTRPC().reorganisations.removeChanges)
  async function takeAway() {
    const done = await remove.run({ id: event.id, version: event.version, lines: [...group.removes] })
    if (done) toast({ message: t('removed') })
    router.refresh()
  }
  const anchors = group.opening ? [group.opening, ...group.lines] : group.lines
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 py-3 text-base has-[:target]:bg-accent-soft sm:flex-nowrap">
      <div className="min-w-0 flex-1 basis-64 break-words">
        {anchors.map((line) => (
          <span key={line.line} id={lineId(line.line)} className="scroll-mt-32" />
        ))}
        <LineWords group={group} />
        {remove.errorText ? (
          <Notice tone="danger" role="alert" className="mt-2">
            {remove.errorText}
          </Notice>
        ) : null}
      </div>
      {event.can.edit ? (
        <Button
          size="sm"
          variant="quiet"
          icon={<X aria-hidden />}
          pending={remove.pending}
          onClick={() => void takeAway()}
        >
          {t('remove')}
          <span className="sr-only">
            {' '}
            <LineWords group={group} plain />
          </span>
        </Button>
      ) : null}
    </li>
  )
}
