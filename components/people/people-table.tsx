'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { formatDateTime } from '@/components/format/date'
import { ActionBar } from '@/components/frame/action-bar'
import { type CommandError, useCommand, useErrorText, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Phone } from '@/components/ui/phone'
import { resetLimit } from '@/server/people/rules'
import { AccountBadge } from './account-badge'
import type { PersonRow } from './answers'
import { showSlips } from './slip-store'

const workPhone = (row: PersonRow): string => row.posts.find((post) => post.contactPhone)?.contactPhone ?? ''

const nobody: ReadonlySet<string> = new Set()

/** People in the order of the server: by given name. Those who wait to be activated can be given new codes together. */
export function PeopleTable({ people, accounts }: { people: readonly PersonRow[]; accounts: boolean }) {
  const t = useTranslations('people')
  const tRoles = useTranslations('enums.rolesShort')
  const [selected, setSelected] = useState(nobody)
  const waiting = people.filter((row) => row.can.code)
  const chosen = waiting.filter((row) => selected.has(row.personId))
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
        value: workPhone,
        sortable: false,
        cell: (row) => <Phone number={workPhone(row)} />,
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
        value: (row) => row.account?.lastSignInAt?.getTime() ?? '',
        sortable: false,
        cell: (row) =>
          row.account?.lastSignInAt ? (
            <span className="whitespace-nowrap">{formatDateTime(row.account.lastSignInAt)}</span>
          ) : row.account ? (
            <span className="text-muted">{t('neverSignedIn')}</span>
          ) : null,
      },
    ]
  }, [t, tRoles, accounts])
  return (
    <div className="grid grid-cols-1 gap-4 [&_thead_th]:whitespace-nowrap">
      <DataTable
        caption={t('title')}
        hideCaption
        columns={columns}
        rows={people}
        rowId={(row) => row.personId}
        rowName={(row) => row.name}
        mobileColumns={accounts ? ['name', 'posts', 'account'] : ['name', 'posts', 'contact']}
        selection={waiting.length > 0 ? { selected, onChange: setSelected, can: (row) => row.can.code } : undefined}
        toolbar={
          waiting.length > 0 && chosen.length < waiting.length ? (
            <Button
              className="max-w-full whitespace-normal! text-left"
              onClick={() => setSelected(new Set(waiting.map((row) => row.personId)))}
            >
              {t('codes.selectAll', { count: waiting.length })}
            </Button>
          ) : null
        }
      />
      {chosen.length > 0 ? <NewCodes chosen={chosen} onClear={() => setSelected(nobody)} /> : null}
    </div>
  )
}

/** New codes for the people chosen, in one command, then their slips. */
function NewCodes({ chosen, onClear }: { chosen: readonly PersonRow[]; onClear: () => void }) {
  const t = useTranslations('people')
  const tRoles = useTranslations('enums.roles')
  const trpc = useTRPC()
  const router = useRouter()
  const toText = useErrorText()
  const reset = useCommand(trpc.people.resetMany)
  const [asked, setAsked] = useState(false)
  const [naming, setNaming] = useState(false)
  const [problem, setProblem] = useState('')
  const tooMany = chosen.length > resetLimit

  async function give() {
    const personIds = chosen.map((row) => row.personId)
    setProblem('')
    setNaming(true)
    // Names first: when they cannot be had, no code has been used up for a slip that would say nothing.
    const names = await trpc.people.slipNames.mutate({ personIds }).catch((error: CommandError) => error)
    setNaming(false)
    if (!Array.isArray(names)) {
      setProblem(toText(names.data))
      return setAsked(false)
    }
    const answer = await reset.run({ personIds })
    setAsked(false)
    if (!answer) return
    const rows = new Map(chosen.map((row) => [row.personId, row]))
    const signInNames = new Map(names.map((each) => [each.personId, each.signInName]))
    showSlips(
      answer.issued.flatMap(({ personId, code, expiresAt }) => {
        const row = rows.get(personId)
        const post = row?.posts.find((each) => each.held) ?? row?.posts[0]
        if (!row || !code) return []
        return [
          {
            name: row.name,
            signInName: signInNames.get(personId) ?? '',
            post: post ? tRoles(post.role) : '',
            unit: post?.unit.fullName ?? '',
            code,
            expiresAt,
          },
        ]
      }),
      { skipped: answer.skipped.map(({ personId, reason }) => ({ name: rows.get(personId)?.name ?? '', reason })) },
    )
    router.push('/people/slips')
  }

  return (
    <>
      {problem || reset.errorText || tooMany ? (
        <Notice tone={tooMany ? 'warn' : 'danger'} role="alert">
          {tooMany ? t('codes.tooMany', { limit: resetLimit }) : problem || reset.errorText}
        </Notice>
      ) : null}
      <ActionBar
        status={
          <>
            {t('codes.selected', { count: chosen.length })}{' '}
            <Button variant="quiet" size="sm" onClick={onClear}>
              {t('codes.clear')}
            </Button>
          </>
        }
      >
        <Button variant="primary" disabled={tooMany} onClick={() => setAsked(true)}>
          {t('codes.open', { count: chosen.length })}
        </Button>
      </ActionBar>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        title={t('codes.ask', { count: chosen.length })}
        confirmLabel={t('codes.confirm')}
        pending={naming || reset.pending}
        onConfirm={give}
      >
        {t('codes.what')}
      </ConfirmDialog>
    </>
  )
}
