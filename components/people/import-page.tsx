'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { type CommandError, useCommand, useErrorText, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Textarea } from '@/components/ui/textarea'
import type { Checked } from './answers'
import { showSlips } from './slip-store'

type Row = Checked['rows'][number]

/** Accounts in bulk: paste a list, see a verdict for each line, apply the right ones together, print the slips. */
export function ImportPage({ unit, example }: { unit: string; example: string }) {
  const t = useTranslations('people.import')
  const tPeople = useTranslations('people')
  const tRoles = useTranslations('enums.roles')
  const toText = useErrorText()
  const trpc = useTRPC()
  const router = useRouter()
  const apply = useCommand(trpc.people.importAccounts)
  const [text, setText] = useState('')
  /** The text that the dry run on the screen is of. */
  const [checkedText, setCheckedText] = useState('')
  const [answer, setAnswer] = useState<Checked | CommandError | null>(null)
  const [checking, setChecking] = useState(false)
  const [knownOnly, setKnownOnly] = useState(0)
  const current = checkedText === text && !checking ? answer : null
  const checked = current && 'rows' in current ? current : null

  const columns = useMemo(
    (): DataColumn<Row>[] => [
      { id: 'name', header: tPeople('columns.name'), value: (row) => row.right?.fullName ?? row.name },
      {
        id: 'verdict',
        header: t('columns.verdict'),
        value: (row) => row.problem ?? '',
        cell: (row) =>
          row.problem ? (
            <Badge tone="danger" icon={CircleX} className="whitespace-normal">
              {t(`problems.${row.problem}`)}
            </Badge>
          ) : (
            <Badge tone="ok" icon={CircleCheck} className="whitespace-normal">
              {row.right?.known ? t('addsPost') : t('opensAccount')}
            </Badge>
          ),
      },
      { id: 'line', header: t('columns.line'), kind: 'number', value: (row) => row.line },
      {
        id: 'signInName',
        header: tPeople('columns.signInName'),
        value: (row) => row.right?.signInName ?? row.signInName,
      },
      {
        id: 'post',
        header: tPeople('columns.posts'),
        value: (row) => (row.right ? tRoles(row.right.role) : row.post),
      },
      { id: 'unit', header: tPeople('columns.unit'), value: (row) => row.right?.unit.fullName ?? row.unit },
    ],
    [t, tPeople, tRoles],
  )

  async function run() {
    if (!checked) return
    const done = await apply.run({ text, expected: checked.right })
    if (!done) return
    const rows = new Map(checked.rows.map((row) => [row.line, row.right]))
    const slips = done.appointed.flatMap(({ line, code, expiresAt }) => {
      const right = rows.get(line)
      return right && code && expiresAt
        ? [
            {
              name: right.fullName,
              signInName: right.signInName,
              post: tRoles(right.role),
              unit: right.unit.fullName,
              code,
              expiresAt,
            },
          ]
        : []
    })
    setText('')
    if (slips.length === 0) return setKnownOnly(done.appointed.length)
    const added = done.appointed.flatMap(({ line, known }) => (known ? (rows.get(line)?.fullName ?? []) : []))
    showSlips(slips, { added })
    router.push('/people/slips')
  }

  async function dryRun() {
    setCheckedText(text)
    setKnownOnly(0)
    apply.reset()
    setChecking(true)
    setAnswer(await trpc.people.checkAccounts.mutate({ text }).catch((error: CommandError) => error))
    setChecking(false)
  }

  const checkError = current && !('rows' in current) ? toText(current.data) : ''
  const wrong = checked ? checked.rows.length - checked.right : 0
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      context={{
        where: <UnitBreadcrumb items={[{ label: unit }]} />,
      }}
    >
      {checkError || apply.errorText ? (
        <Notice tone="danger" role="alert">
          {checkError || apply.errorText}
        </Notice>
      ) : null}
      {knownOnly > 0 ? (
        <Notice tone="ok" role="status">
          {t('onlyKnown', { count: knownOnly })}
        </Notice>
      ) : null}
      <Field label={t('text')} help={t('help', { example: t('example', { unit: example }) })}>
        {(control) => (
          <Textarea
            {...control}
            rows={8}
            value={text}
            onChange={(event) => setText(event.target.value)}
            spellCheck={false}
            className="font-mono"
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <LinkButton href="/people">{tPeople('back')}</LinkButton>
        <Button
          variant={checked ? 'secondary' : 'primary'}
          disabled={text.trim() === ''}
          pending={checking}
          onClick={dryRun}
        >
          {t('check')}
        </Button>
      </div>
      {checked ? (
        <Section
          title={t('verdicts', { right: checked.right, wrong })}
          description={wrong > 0 ? t('wrongLeftOut') : undefined}
          actions={
            checked.right > 0 ? (
              <Button variant="primary" pending={apply.pending} onClick={run}>
                {t('apply', { count: checked.right })}
              </Button>
            ) : null
          }
        >
          <DataTable
            caption={t('title')}
            hideCaption
            columns={columns}
            rows={checked.rows}
            rowId={(row) => String(row.line)}
            rowName={(row) => row.name}
            mobileColumns={['name', 'line', 'verdict']}
            maxHeight="60vh"
          />
        </Section>
      ) : null}
    </Page>
  )
}
