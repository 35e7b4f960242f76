'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { BareCheckbox, Checkbox } from '@/components/ui/checkbox'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { LinkTabs } from '@/components/ui/tabs'
import { useToast } from '@/components/ui/toast'
import { type EdgeFilter, edgeFilters, percentOfShare } from '@/server/units/homes/rules'
import { CutShares } from './cut-shares'
import { unitHref } from './unit-links'
import type { EdgeList, Predecessor } from './unit-outputs'

interface SuccessionsPanelProps {
  unit: { id: number; fullName: string }
  list: EdgeList
  filter: EdgeFilter
  search: string
}

/** One edge and no rest: it went there wholly or nobody knows yet. */
const isSingle = (row: Predecessor) => row.edges.length === 1 && !row.stays
const keyOf = (row: Predecessor) => `${row.id} ${row.effectiveOn}`

/** What became of the communes of then: confirmed here, figures of then are restated to today's units at once. */
export function SuccessionsPanel({ unit, list, filter, search }: SuccessionsPanelProps) {
  const t = useTranslations('units.successions')
  const format = useFormat()
  const router = useRouter()
  const toast = useToast()
  const command = useCommand(useTRPC().units.confirmEdges)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asked, setAsked] = useState<'whole' | Predecessor | null>(null)
  const { counts, can } = list
  const choosable = can.confirm && filter === 'open' ? list.rows.filter((row) => isSingle(row) && !row.byMinistry) : []
  const picked = choosable.filter((row) => chosen.has(keyOf(row)))
  const hrefOf = (more: { filter?: EdgeFilter; page?: number }) =>
    unitHref(unit.id, null, { tab: 'successions', filter, q: search, ...more })

  async function tell(rows: readonly Predecessor[], shareOf: (row: Predecessor, index: number) => string | null) {
    const edges = rows.flatMap((row) =>
      row.edges.map(({ successorId }, index) => ({
        ...{ predecessorId: row.id, successorId, effectiveOn: row.effectiveOn, share: shareOf(row, index) },
      })),
    )
    return finish(await command.run({ provinceId: unit.id, edges, whole: false }))
  }
  function finish(done: { changed: number } | undefined): boolean {
    setAsked(null)
    if (!done) return false
    setChosen(new Set())
    toast({ tone: 'ok', message: t('done', { count: done.changed }) })
    router.refresh()
    return true
  }
  const toggle = (row: Predecessor, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(keyOf(row))
    else next.delete(keyOf(row))
    setChosen(next)
  }

  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="max-w-prose text-muted text-sm">{t('lead')}</p>
      <LinkTabs
        label={t('filters')}
        tabs={edgeFilters.map((each) => ({
          href: hrefOf({ filter: each, page: 1 }),
          label: t(`filter.${each}`, { count: format.number(counts[each]) }),
          current: each === filter,
        }))}
      />
      {command.errorText ? (
        <Notice tone="danger" role="alert">
          {command.errorText}
        </Notice>
      ) : null}
      <div className="flex flex-wrap items-end justify-between gap-3 print:hidden">
        <form method="get" className="flex w-full items-end gap-2 sm:w-auto">
          <input type="hidden" name="tab" value="successions" />
          <input type="hidden" name="filter" value={filter} />
          <Field label={t('search')} optional className="grow sm:w-72">
            {(control) => <Input {...control} type="search" name="q" defaultValue={search} maxLength={100} />}
          </Field>
          <Button type="submit">{t('find')}</Button>
        </form>
        {can.confirm && filter === 'open' ? (
          <div className="flex flex-wrap gap-2">
            {counts.single > 0 ? (
              <Button onClick={() => setAsked('whole')}>{t('whole', { count: counts.single })}</Button>
            ) : null}
            <Button
              variant="primary"
              disabled={picked.length === 0}
              pending={command.pending && asked === null}
              onClick={() => tell(picked, () => '1')}
            >
              {t('chosen', { count: picked.length })}
            </Button>
          </div>
        ) : null}
      </div>
      {choosable.length > 1 ? (
        <Checkbox
          label={t('choosePage', { count: choosable.length })}
          checked={picked.length === choosable.length}
          onChange={(event) => setChosen(new Set(event.target.checked ? choosable.map(keyOf) : []))}
        />
      ) : null}
      {list.rows.length === 0 ? (
        <EmptyState title={t(search ? 'noMatch' : `none.${filter}`)} />
      ) : (
        <ul className="border-line border-t">
          {list.rows.map((row) => (
            <li
              key={keyOf(row)}
              className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-2 border-line border-b py-3 text-sm sm:grid-cols-[auto_minmax(0,2fr)_minmax(0,3fr)_auto]"
            >
              <span className="w-5">
                {choosable.includes(row) ? (
                  <BareCheckbox
                    label={t('choose', { name: row.fullName })}
                    checked={chosen.has(keyOf(row))}
                    onChange={(event) => toggle(row, event.target.checked)}
                  />
                ) : null}
              </span>
              <div>
                <p className="font-medium">
                  <Link href={unitHref(row.id)} className="link">
                    {row.fullName}
                  </Link>
                  {row.code ? <span className="font-normal text-muted"> {row.code}</span> : null}
                </p>
                <p className="text-muted">{[row.district, row.province].filter(Boolean).join(', ')}</p>
                <p className="text-muted">
                  {t(row.stays ? 'gaveOn' : 'endedOn', { date: format.date(row.effectiveOn) })}
                </p>
              </div>
              <div className="col-start-2 sm:col-start-3">
                {can.confirm && filter === 'open' && !isSingle(row) && !row.byMinistry ? (
                  <CutShares
                    row={row}
                    pending={command.pending}
                    onTell={(shares) => tell([row], (_, index) => shares[index] ?? null)}
                  />
                ) : (
                  <ul className="grid gap-1">
                    {row.edges.map((edge) => (
                      <li key={edge.successorId}>
                        <Link href={unitHref(edge.successorId)} className="link">
                          {edge.fullName}
                        </Link>
                        <span className="text-muted"> · {shareWords(edge)}</span>
                      </li>
                    ))}
                  </ul>
                )}
                {row.byMinistry ? <p className="mt-1 text-muted">{t('byMinistry')}</p> : null}
              </div>
              {can.confirm && !row.byMinistry && row.edges.some((edge) => edge.confirmed) ? (
                <div className="col-start-2 sm:col-start-4">
                  <Button size="sm" variant="quiet" onClick={() => setAsked(row)}>
                    {t('takeBack')}
                    <span className="sr-only"> {row.fullName}</span>
                  </Button>
                </div>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Pagination page={list.page} pageSize={list.pageSize} total={list.total} href={(page) => hrefOf({ page })} />
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={
          asked === 'whole' || asked === null
            ? t('wholeTitle', { count: counts.single })
            : t('takeBackTitle', { name: asked.fullName })
        }
        confirmLabel={asked === 'whole' || asked === null ? t('wholeNow') : t('takeBack')}
        pending={command.pending}
        onConfirm={async () => {
          if (asked === 'whole') finish(await command.run({ provinceId: unit.id, edges: [], whole: true }))
          else if (asked) await tell([asked], () => null)
        }}
      >
        {asked === 'whole' || asked === null ? t('wholeWhat') : t('takeBackWhat')}
      </ConfirmDialog>
    </div>
  )

  function shareWords({ share, confirmed }: Predecessor['edges'][number]): string {
    const part = share === null ? t('shareUnknown') : share === '1' ? t('shareWhole') : `${percentOfShare(share)}%`
    return confirmed ? part : `${part} (${t('unconfirmed')})`
  }
}
