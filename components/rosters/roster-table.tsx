'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { memberHref } from '@/components/teams/team-links'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { EmptyState } from '@/components/ui/empty-state'
import { Filter } from '@/components/ui/filter'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { Options, Select } from '@/components/ui/select'
import { memberRoles } from '@/db/roster-enums'
import { nameKey } from '@/server/rosters/rules'
import { useComponentName } from './component-name'
import type { Roster, RosterRow } from './outputs'
import { RevealPhone } from './reveal-phone'

interface RosterTableProps {
  caption: string
  roster: Roster
  /** Of many teams: each row says whose. */
  teams?: boolean
  toolbar?: React.ReactNode
}

/** Who is on a roster: found by name with or without marks, by role and component; sorted by given name. */
export function RosterTable({ caption, roster, teams, toolbar }: RosterTableProps) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums')
  const format = useFormat()
  const nameOf = useComponentName(roster.components)
  const [words, setWords] = useState('')
  const [role, setRole] = useState('')
  const [component, setComponent] = useState('')
  const rows = useMemo(() => {
    const key = nameKey(words)
    return roster.rows.filter(
      (row) =>
        (key === '' || nameKey(row.fullName ?? '').includes(key)) &&
        (role === '' || row.role === role) &&
        (component === '' || row.component === component),
    )
  }, [roster.rows, words, role, component])
  const used = roster.components.filter((each) => roster.rows.some((row) => row.component === each.code))
  const { details } = roster.can
  const all: (DataColumn<RosterRow> | false)[] = [
    {
      id: 'name',
      header: t('name'),
      value: (row) => row.sortName ?? '',
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          {row.fullName && !details ? row.fullName : null}
          {row.fullName && details ? (
            <Link href={memberHref(row.memberId)} className="link">
              {row.fullName}
            </Link>
          ) : null}
          {row.fullName ? null : <span className="text-muted">{t('anonymised')}</span>}
          {row.restricted ? <Badge tone="neutral">{t('restricted')}</Badge> : null}
          {row.absentSince ? <Badge tone="warn">{t('absent', { date: format.date(row.absentSince) })}</Badge> : null}
        </span>
      ),
    },
    teams === true && {
      id: 'team',
      header: t('team'),
      value: (row) => atStart(row.team.name),
      cell: (row) => <span className="whitespace-nowrap">{atStart(row.team.name)}</span>,
    },
    {
      id: 'role',
      header: t('role'),
      value: (row) => enums(`memberRoles.${row.role}`),
      cell: (row) => <span className="whitespace-nowrap">{enums(`memberRoles.${row.role}`)}</span>,
    },
    { id: 'component', header: t('component'), wrap: true, value: (row) => nameOf(row.component) },
    details && { id: 'post', header: t('post'), wrap: true, hidden: true, value: (row) => row.concurrentPost ?? '' },
    details && {
      id: 'phone',
      header: t('phone'),
      value: (row) => row.phone ?? '',
      sortable: false,
      cell: (row) => <RevealPhone memberId={row.memberId} name={row.fullName ?? ''} masked={row.phone} />,
    },
    details && { id: 'birthYear', header: t('birthYear'), value: (row) => String(row.birthYear ?? '') },
    details && {
      id: 'sex',
      header: t('sex'),
      hidden: true,
      value: (row) => (row.sex ? enums(`sexes.${row.sex}`) : ''),
    },
    details && { id: 'employer', header: t('employer'), hidden: true, wrap: true, value: (row) => row.employer ?? '' },
    details && {
      id: 'residence',
      header: t('residence'),
      hidden: true,
      wrap: true,
      value: (row) => row.residence ?? '',
    },
    {
      id: 'since',
      header: t('since'),
      value: (row) => row.validFrom,
      cell: (row) => format.date(row.validFrom),
    },
  ]
  const columns = all.filter((column) => column !== false)
  if (roster.rows.length === 0)
    return (
      <EmptyState title={t('none')} action={toolbar}>
        {roster.can.keep ? t('noneWhy') : null}
      </EmptyState>
    )
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowId={(row) => row.membershipId}
      rowName={(row) => row.fullName ?? ''}
      mobileColumns={['name', details ? 'phone' : 'role']}
      maxHeight="70vh"
      empty={t('noMatch')}
      toolbar={
        <>
          <Filter label={t('search')}>
            {(control) => (
              <Input
                {...control}
                type="search"
                value={words}
                placeholder={t('searchHelp')}
                onChange={(event) => setWords(event.target.value)}
                maxLength={100}
              />
            )}
          </Filter>
          <Filter label={t('role')}>
            {(control) => (
              <Select {...control} value={role} onChange={(event) => setRole(event.target.value)}>
                <option value="">{t('allRoles')}</option>
                <Options values={memberRoles} words={(each) => enums(`memberRoles.${each}`)} />
              </Select>
            )}
          </Filter>
          <Filter label={t('component')}>
            {(control) => (
              <Select {...control} value={component} onChange={(event) => setComponent(event.target.value)}>
                <option value="">{t('allComponents')}</option>
                {used.map((each) => (
                  <option key={each.code} value={each.code}>
                    {nameOf(each.code)}
                  </option>
                ))}
              </Select>
            )}
          </Filter>
          {toolbar}
        </>
      }
    />
  )
}
