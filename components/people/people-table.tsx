'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { formatDateTime } from '@/components/format/date'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Link } from '@/components/ui/link'
import { AccountBadge } from './account-badge'
import type { PersonRow } from './answers'

/** People in the order of the server: by given name. */
export function PeopleTable({ people, accounts }: { people: readonly PersonRow[]; accounts: boolean }) {
  const t = useTranslations('people')
  const tRoles = useTranslations('enums.roles')
  const columns = useMemo((): DataColumn<PersonRow>[] => {
    const roleText = (row: PersonRow) => row.posts.map((post) => tRoles(post.role)).join('; ')
    const common: DataColumn<PersonRow>[] = [
      {
        id: 'name',
        header: t('columns.name'),
        value: (row) => row.name,
        sortable: false,
        cell: (row) => (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Link href={`/people/${row.personId}`} className="link">
              {row.name}
            </Link>
            {row.self ? <Badge icon={null}>{t('self')}</Badge> : null}
          </span>
        ),
      },
      {
        id: 'posts',
        header: t('columns.posts'),
        value: roleText,
        sortable: false,
        cell: (row) => (
          <ul className="grid gap-0.5">
            {row.posts.map((post) => (
              <li key={post.assignmentId}>
                {tRoles(post.role)}
                {new Set(row.posts.map((each) => each.unit.id)).size > 1 ? ` · ${post.unit.fullName}` : ''}
                {post.delegated ? ` (${t('delegated')})` : ''}
              </li>
            ))}
          </ul>
        ),
      },
      {
        id: 'unit',
        header: t('columns.unit'),
        value: (row) => [...new Set(row.posts.map((post) => post.unit.fullName))].join('; '),
        sortable: false,
      },
      {
        id: 'contact',
        header: t('columns.contact'),
        value: (row) => row.posts.find((post) => post.contactPhone)?.contactPhone ?? '',
        sortable: false,
      },
    ]
    if (!accounts) return common
    return [
      ...common,
      {
        id: 'account',
        header: t('columns.account'),
        value: (row) => row.account?.state ?? '',
        sortable: false,
        cell: (row) =>
          row.account ? (
            <AccountBadge state={row.account.state} lockedUntil={row.account.lockedUntil} />
          ) : (
            <span className="text-muted">{t('states.elsewhere')}</span>
          ),
      },
      {
        id: 'signInName',
        header: t('columns.signInName'),
        value: (row) => row.account?.signInName ?? '',
        sortable: false,
        hidden: true,
      },
      {
        id: 'lastSignIn',
        header: t('columns.lastSignIn'),
        value: (row) => (row.account?.lastSignInAt ? formatDateTime(row.account.lastSignInAt) : ''),
        sortable: false,
      },
    ]
  }, [t, tRoles, accounts])
  return (
    <DataTable
      caption={t('title')}
      hideCaption
      columns={columns}
      rows={people}
      rowId={(row) => row.personId}
      rowName={(row) => row.name}
      mobileColumns={accounts ? ['name', 'posts', 'account'] : ['name', 'posts', 'contact']}
    />
  )
}
