'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { memberHref } from '@/components/teams/team-links'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { RadioGroup } from '@/components/ui/radio'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { closeRequestInput, extendRequestInput } from '@/server/persons/schema'
import type { DataRequest, DataRequests } from './outputs'

type Asked = { kind: 'extend' | 'close'; request: DataRequest } | null

/** The request desk of a commune: what was asked, which clock runs, what is to be done. */
export function RequestsPanel({ requests }: { requests: DataRequests }) {
  const t = useTranslations('persons')
  const enums = useTranslations('enums')
  const format = useFormat()
  const toast = useToast()
  const router = useRouter()
  const answer = useCommand(useTRPC().persons.answer)
  const takeOver = useCommand(useTRPC().persons.takeOver)
  const refused = answer.errorText ?? takeOver.errorText
  const [asked, setAsked] = useState<Asked>(null)
  const columns: DataColumn<DataRequest>[] = [
    {
      id: 'member',
      header: t('member'),
      value: (row) => row.member.fullName ?? '',
      cell: (row) => (
        <>
          {row.member.fullName ? (
            <Link href={memberHref(row.member.id)} className="link">
              {row.member.fullName}
            </Link>
          ) : (
            '–'
          )}
          {row.of ? <span className="block text-muted text-sm">{t('of', { unit: inSentence(row.of) })}</span> : null}
        </>
      ),
    },
    { id: 'kind', header: t('kind'), wrap: true, value: (row) => enums(`dataRequestKinds.${row.kind}`) },
    {
      id: 'state',
      header: t('state'),
      value: (row) => enums(`dataRequestStates.${row.state}`),
      cell: (row) => (
        <span className="inline-flex flex-wrap gap-1">
          <Badge tone={row.state === 'done' ? 'ok' : 'neutral'}>{enums(`dataRequestStates.${row.state}`)}</Badge>
          {row.overdue ? <Badge tone="danger">{t('overdue')}</Badge> : null}
        </span>
      ),
    },
    {
      id: 'received',
      header: t('receivedOn'),
      value: (row) => row.receivedOn,
      cell: (row) => format.date(row.receivedOn),
    },
    {
      id: 'due',
      header: t('due'),
      value: (row) => (row.state === 'received' ? row.answerDueOn : row.dueOn),
      cell: (row) =>
        row.closedOn
          ? t('closedOn', { date: format.date(row.closedOn) })
          : row.state === 'received'
            ? t('answerBy', { date: format.date(row.answerDueOn) })
            : `${t('carryBy', { date: format.date(row.dueOn) })}${row.extendedOn ? ` (${t('extended')})` : ''}`,
    },
    {
      id: 'act',
      header: t('act'),
      value: () => '',
      sortable: false,
      fixed: true,
      cell: (row) =>
        row.can.takeOver ? (
          <Button
            size="sm"
            onClick={async () => {
              if (!(await takeOver.run({ id: row.id }))) return
              toast({ message: t('takenOver') })
              router.refresh()
            }}
          >
            {t('takeOver')}
            <span className="sr-only"> {row.member.fullName}</span>
          </Button>
        ) : row.can.step ? (
          <span className="flex flex-wrap gap-1">
            {row.answeredOn ? null : (
              <Button
                size="sm"
                variant="quiet"
                onClick={async () => {
                  if (!(await answer.run({ id: row.id }))) return
                  toast({ message: t('answered') })
                  router.refresh()
                }}
              >
                {t('answer')}
                <span className="sr-only"> {row.member.fullName}</span>
              </Button>
            )}
            {row.extendedOn ? null : (
              <Button size="sm" variant="quiet" onClick={() => setAsked({ kind: 'extend', request: row })}>
                {t('extend')}
                <span className="sr-only"> {row.member.fullName}</span>
              </Button>
            )}
            <Button size="sm" variant="quiet" onClick={() => setAsked({ kind: 'close', request: row })}>
              {t('close')}
              <span className="sr-only"> {row.member.fullName}</span>
            </Button>
          </span>
        ) : (
          row.outcome
        ),
    },
  ]
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="max-w-3xl text-muted text-sm">{t('why')}</p>
      {refused ? <Notice tone="danger">{refused}</Notice> : null}
      {requests.length > 0 ? (
        <DataTable
          caption={t('caption')}
          columns={columns}
          rows={requests}
          rowId={(row) => row.id}
          mobileColumns={['member', 'due', 'act']}
          choosable={false}
        />
      ) : (
        <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
      )}
      {asked?.kind === 'extend' ? <ExtendDialog request={asked.request} onClose={() => setAsked(null)} /> : null}
      {asked?.kind === 'close' ? <CloseDialog request={asked.request} onClose={() => setAsked(null)} /> : null}
    </div>
  )
}

function ExtendDialog({ request, onClose }: { request: DataRequest; onClose: () => void }) {
  const t = useTranslations('persons')
  const form = useUnitForm(extendRequestInput, useCommand(useTRPC().persons.extend), 'rosters.form')
  async function send(data: FormData) {
    return (await form.submit({ id: request.id, reason: textOf(data.get('reason')) })) && t('extendedDone')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('extendTitle', { name: request.member.fullName ?? '' })}
      description={t('extendWhat')}
      submitLabel={t('extend')}
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('reason')} label={t('extendReason')}>
        {(control) => <Textarea {...control} name="reason" rows={3} maxLength={500} />}
      </Field>
    </FormDialog>
  )
}

function CloseDialog({ request, onClose }: { request: DataRequest; onClose: () => void }) {
  const t = useTranslations('persons')
  const enums = useTranslations('enums.dataRequestKinds')
  const form = useUnitForm(closeRequestInput, useCommand(useTRPC().persons.close), 'rosters.form')
  async function send(data: FormData) {
    const done = await form.submit({
      id: request.id,
      done: data.get('done') === 'yes',
      outcome: textOf(data.get('outcome')),
    })
    return done && t('closed')
  }
  const effect =
    request.kind === 'delete'
      ? t('closeDelete')
      : request.kind === 'restrict' || request.kind === 'object'
        ? t('closeRestrict')
        : undefined
  return (
    <FormDialog
      onClose={onClose}
      title={t('closeTitle', { name: request.member.fullName ?? '', kind: enums(request.kind) })}
      description={effect}
      danger={request.kind === 'delete'}
      submitLabel={t('close')}
      form={form}
      onSubmit={send}
    >
      <RadioGroup
        legend={t('result')}
        name="done"
        defaultValue="yes"
        options={[
          { value: 'yes', label: t('done') },
          { value: 'no', label: t('refused') },
        ]}
      />
      <Field {...form.field('outcome')} label={t('outcome')}>
        {(control) => <Textarea {...control} name="outcome" rows={3} maxLength={500} />}
      </Field>
    </FormDialog>
  )
}
