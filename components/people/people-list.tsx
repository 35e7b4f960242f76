import { ClipboardPaste, UserPlus } from 'lucide-react'
import Form from 'next/form'
import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Filter } from '@/components/ui/filter'
import { Input } from '@/components/ui/input'
import { LinkButton } from '@/components/ui/link-button'
import { Pagination } from '@/components/ui/pagination'
import { Options, Select } from '@/components/ui/select'
import type { Me, PeopleFound } from './answers'
import { type PeopleAsked, peopleHref } from './people-address'
import { PeopleTable } from './people-table'

interface PeopleListProps {
  actor: Me
  asked: PeopleAsked
  list: PeopleFound
}

const states = ['invited', 'active', 'locked', 'disabled'] as const

export function PeopleList({ actor, asked, list }: PeopleListProps) {
  const t = useTranslations('people')
  const tRoles = useTranslations('enums.roles')
  const offered = asked.role && !list.roles.includes(asked.role) ? [...list.roles, asked.role] : list.roles
  const filtered = asked.q !== '' || asked.role || asked.state
  return (
    <Page
      title={t('title')}
      lead={
        actor.can.managePeople
          ? t('lead', { unit: inSentence(actor.unit.fullName) })
          : t('leadColleagues', { unit: inSentence(actor.unit.fullName) })
      }
      context={{ where: <UnitBreadcrumb items={[{ label: actor.unit.fullName }]} /> }}
      actions={
        list.can.invite ? (
          <>
            <LinkButton href="/people/import" icon={<ClipboardPaste aria-hidden />}>
              {t('import.open')}
            </LinkButton>
            <LinkButton href="/people/invite" variant="primary" icon={<UserPlus aria-hidden />}>
              {t('invite.open')}
            </LinkButton>
          </>
        ) : null
      }
    >
      <Form action="/people" className="grid items-end gap-4 sm:flex sm:flex-wrap print:hidden" role="search">
        <Filter label={t('filter.q')} className="sm:w-72">
          {(control) => <Input {...control} type="search" name="q" defaultValue={asked.q} maxLength={100} />}
        </Filter>
        <Filter label={t('filter.role')} className="sm:w-56">
          {(control) => (
            <Select {...control} name="role" defaultValue={asked.role ?? ''}>
              <option value="">{t('filter.all')}</option>
              <Options values={offered} words={tRoles} />
            </Select>
          )}
        </Filter>
        {actor.can.managePeople ? (
          <Filter label={t('filter.state')} className="sm:w-48">
            {(control) => (
              <Select {...control} name="state" defaultValue={asked.state ?? ''}>
                <option value="">{t('filter.all')}</option>
                <Options values={states} words={(state) => t(`states.${state}`)} />
              </Select>
            )}
          </Filter>
        ) : null}
        <div className="flex gap-2">
          <Button type="submit">{t('filter.apply')}</Button>
          {filtered ? (
            <LinkButton href="/people" variant="quiet">
              {t('filter.clear')}
            </LinkButton>
          ) : null}
        </div>
      </Form>
      {list.total === 0 ? (
        <EmptyState
          title={filtered ? t('empty.filtered') : t('empty.title')}
          action={
            !filtered && list.can.invite ? (
              <LinkButton href="/people/invite" variant="primary">
                {t('invite.open')}
              </LinkButton>
            ) : null
          }
        >
          {filtered ? t('empty.filteredHint') : t('empty.hint')}
        </EmptyState>
      ) : (
        <>
          <PeopleTable
            key={`${asked.state ?? ''}/${list.page}`}
            people={list.people}
            accounts={actor.can.managePeople}
          />
          <Pagination
            page={list.page}
            pageSize={list.pageSize}
            total={list.total}
            href={(page) => peopleHref(asked, page)}
          />
        </>
      )}
    </Page>
  )
}

/** A filter is never required, so it says nothing about it. */
