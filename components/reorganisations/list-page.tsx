import Form from 'next/form'
import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Pagination } from '@/components/ui/pagination'
import { Options, Select } from '@/components/ui/select'
import { type ReorganisationState, reorganisationStates } from '@/db/enums'
import { listHref, reorganisationHref } from './address'
import { CreateButton } from './head-dialog'
import { Kinds } from './kinds'
import type { Listed, ListedRow } from './outputs'
import { ReorganisationBadge } from './state-badge'

export interface ListPageProps {
  asked: { state?: ReorganisationState; page: number }
  list: Listed
}

/** Resolutions that change units: drafts first, then by their day. */
export function ListPage({ asked, list }: ListPageProps) {
  const t = useTranslations('reorganisations.list')
  const tStates = useTranslations('enums.reorganisationStates')
  return (
    <Page title={t('title')} lead={t('lead')} actions={list.can.create ? <CreateButton /> : null}>
      <Form action="/reorganisations" className="grid items-end gap-4 sm:flex sm:flex-wrap print:hidden" role="search">
        <div className="grid gap-1 sm:w-56">
          <label htmlFor="state" className="font-medium text-ink text-sm">
            {t('state')}
          </label>
          <Select id="state" name="state" defaultValue={asked.state ?? ''}>
            <option value="">{t('all')}</option>
            <Options values={reorganisationStates} words={tStates} />
          </Select>
        </div>
        <div className="flex gap-2">
          <Button type="submit">{t('filter')}</Button>
          {asked.state ? (
            <LinkButton href={listHref()} variant="quiet">
              {t('clear')}
            </LinkButton>
          ) : null}
        </div>
      </Form>
      {list.total === 0 ? (
        <EmptyState
          title={asked.state ? t('noneSo') : t('none')}
          action={list.can.create && !asked.state ? <CreateButton /> : null}
        >
          {asked.state ? null : t('noneHint')}
        </EmptyState>
      ) : (
        <>
          <ul className="divide-y divide-line border-line border-y" aria-label={t('title')}>
            {list.rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </ul>
          <Pagination
            page={list.page}
            pageSize={list.pageSize}
            total={list.total}
            href={(page) => listHref(asked.state, page)}
          />
        </>
      )}
    </Page>
  )
}

function Row({ row }: { row: ListedRow }) {
  const t = useTranslations('reorganisations.list')
  const format = useFormat()
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 text-sm lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)_9rem] lg:items-start">
      <div className="grid gap-0.5">
        <Link href={reorganisationHref(row.id)} className="link justify-self-start break-words font-medium text-base">
          {row.resolutionNumber}
        </Link>
        <span className="text-muted">{row.issuer}</span>
      </div>
      <div className="grid gap-0.5">
        {row.recorded ? (
          <span className="break-words">{row.note}</span>
        ) : (
          <>
            <span>
              <Kinds kinds={row.kinds} />
            </span>
            <span className="text-muted">{t('keptBy', { unit: inSentence(row.unit.fullName) })}</span>
          </>
        )}
      </div>
      <span>
        <span className="text-muted">{t('effective')} </span>
        <span className="tabular-nums">{format.date(row.effectiveOn)}</span>
        {row.recorded ? <span className="block text-muted">{t('recorded')}</span> : null}
      </span>
      <span className="lg:justify-self-end">
        <ReorganisationBadge state={row.state} />
      </span>
    </li>
  )
}
