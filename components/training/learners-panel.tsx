'use client'

import { ClipboardPaste } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { useTableParams } from '@/components/ui/data-table-params'
import { DayInput } from '@/components/ui/day-input'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { Options, Select } from '@/components/ui/select'
import { useToast } from '@/components/ui/toast'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { type CompletionSource, completionSources } from '@/db/training-enums'
import { recordCompletionsInput } from '@/server/training/schema'
import { NamesDownload } from './names-download'
import type { Course, Learner, Learners } from './outputs'
import { PasteDialog } from './paste-dialog'

interface LearnersPanelProps {
  course: Course
  learners: Learners
  assignment: string
}

type Open = 'record' | 'paste' | null

/** Who has finished and who has not, those who are late first; many at once are recorded by ticks or from a list. */
export function LearnersPanel({ course, learners: { learners, today, can }, assignment }: LearnersPanelProps) {
  const t = useTranslations('training.learners')
  const format = useFormat()
  const [open, setOpen] = useState<Open>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [mistake, setMistake] = useState<Learner | null>(null)
  const params = useTableParams()
  const rows = useMemo(() => {
    const place = (each: Learner) => (each.late ? 0 : each.progress.state === 'done' ? 2 : 1)
    return learners.toSorted((a, b) => place(a) - place(b))
  }, [learners])
  const columns: DataColumn<Learner>[] = [
    { id: 'name', header: t('name'), value: (row) => row.name ?? t('anonymous') },
    { id: 'team', header: t('team'), value: (row) => row.team },
    {
      id: 'state',
      header: t('state'),
      value: stateOf,
      cell: (row) => <ProgressCell learner={row} of={course.modules.length} />,
    },
    { id: 'due', header: t('due'), value: (row) => row.due, cell: (row) => (row.due ? format.date(row.due) : null) },
    ...(can.record
      ? [
          {
            id: 'act',
            header: t('act'),
            sortable: false,
            value: () => null,
            cell: (row: Learner) =>
              row.progress.state === 'none' ? null : (
                <Button size="sm" variant="quiet" onClick={() => setMistake(row)}>
                  {t('remove')}
                  <span className="sr-only"> {row.name}</span>
                </Button>
              ),
          } satisfies DataColumn<Learner>,
        ]
      : []),
  ]
  return (
    <Section
      title={t('title')}
      description={t('sum', {
        late: rows.filter((each) => each.late).length,
        open: rows.filter((each) => each.present && each.progress.state !== 'done').length,
      })}
      actions={
        can.record ? (
          <>
            <NamesDownload courseId={course.id} assignment={assignment} />
            <Button icon={<ClipboardPaste aria-hidden />} onClick={() => setOpen('paste')}>
              {t('paste')}
            </Button>
            <Button variant="primary" disabled={chosen.size === 0} onClick={() => setOpen('record')}>
              {t('record', { count: chosen.size })}
            </Button>
          </>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
      ) : (
        <DataTable
          caption={t('title')}
          hideCaption
          columns={columns}
          rows={rows}
          rowId={(row) => row.memberId}
          rowName={(row) => row.name ?? t('anonymous')}
          mobileColumns={['name', 'state']}
          selection={
            can.record
              ? { selected: chosen, onChange: setChosen, can: (row) => row.progress.state !== 'done' }
              : undefined
          }
          maxHeight="70vh"
          choosable={false}
          {...params}
        />
      )}
      {open === 'record' ? (
        <RecordDialog
          course={course}
          members={[...chosen]}
          today={today}
          onClose={() => setOpen(null)}
          onDone={() => setChosen(new Set())}
        />
      ) : null}
      {open === 'paste' ? <PasteDialog course={course} today={today} onClose={() => setOpen(null)} /> : null}
      <RemoveDialog courseId={course.id} learner={mistake} onClose={() => setMistake(null)} />
    </Section>
  )
}

const stateOf = ({ late, progress }: Learner): string =>
  late ? '0' : progress.state === 'none' ? '1' : progress.state === 'begun' ? '2' : '3'

function ProgressCell({ learner, of }: { learner: Learner; of: number }) {
  const t = useTranslations('training.learners')
  const format = useFormat()
  const { progress, late, present } = learner
  const begun = progress.state === 'begun' ? format.fraction(progress.modules, of) : null
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {progress.state === 'done' ? (
        <Badge tone="ok">{t('done', { date: format.date(progress.on) })}</Badge>
      ) : late ? (
        <Badge tone="danger">{t('late')}</Badge>
      ) : (
        <Badge tone="neutral">{t(begun ? 'begun' : 'notDone')}</Badge>
      )}
      {begun ? <span className="text-muted">{t('modules', { ratio: begun })}</span> : null}
      {present ? null : <span className="text-muted">{t('left')}</span>}
    </span>
  )
}

/** Day, source and topic, asked once for all that are recorded together. */
export function RecordFields({
  course,
  today,
  field,
}: {
  course: Course
  today: string
  field: (name: string) => { id: string; error?: string }
}) {
  const t = useTranslations('training.learners')
  const tSources = useTranslations('enums.completionSources')
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field('on')} label={t('on')}>
          {(control) => <DayInput {...control} name="on" defaultValue={today} max={today} />}
        </Field>
        <Field {...field('source')} label={t('source')}>
          {(control) => (
            <Select {...control} name="source" defaultValue="platform">
              <Options values={completionSources} words={tSources} />
            </Select>
          )}
        </Field>
      </div>
      {course.modules.length > 0 ? (
        <Field {...field('module')} label={t('module')}>
          {(control) => (
            <Select {...control} name="module" defaultValue="">
              <option value="">{t('whole')}</option>
              {course.modules.map((each) => (
                <option key={each.position} value={each.position}>{`${each.position}. ${each.name}`}</option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
    </>
  )
}

/** What RecordFields says. */
export function recordOf(data: FormData) {
  const module = textOf(data.get('module'))
  return {
    on: textOf(data.get('on')),
    source: textOf(data.get('source')) as CompletionSource,
    module: module === '' ? null : Number(module),
  }
}

interface RecordDialogProps {
  course: Course
  members: readonly string[]
  today: string
  onClose: () => void
  onDone: () => void
}

function RecordDialog({ course, members, today, onClose, onDone }: RecordDialogProps) {
  const t = useTranslations('training.learners')
  const form = useUnitForm(recordCompletionsInput, useCommand(useTRPC().training.record))
  async function send(data: FormData) {
    const { on, ...rest } = recordOf(data)
    const done = await form.submit({
      courseId: course.id,
      ...rest,
      members: members.map((memberId) => ({ memberId, on })),
    })
    if (done) onDone()
    return done && t('recorded', { count: done.recorded, already: done.already })
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('recordTitle', { count: members.length })}
      submitLabel={t('recordNow')}
      form={form}
      onSubmit={send}
    >
      <RecordFields course={course} today={today} field={form.field} />
    </FormDialog>
  )
}

function RemoveDialog({
  courseId,
  learner,
  onClose,
}: {
  courseId: string
  learner: Learner | null
  onClose: () => void
}) {
  const t = useTranslations('training.learners')
  const toast = useToast()
  const router = useRouter()
  const remove = useCommand(useTRPC().training.removeCompletion)
  async function removeNow() {
    if (!learner || !(await remove.run({ courseId, memberId: learner.memberId }))) return
    toast({ message: t('removed') })
    onClose()
    router.refresh()
  }
  return (
    <ConfirmDialog
      open={learner !== null}
      onOpenChange={onClose}
      title={t('removeTitle', { name: learner?.name ?? t('anonymous') })}
      confirmLabel={t('removeNow')}
      tone="danger"
      pending={remove.pending}
      onConfirm={() => void removeNow()}
    >
      {t('removeWhat')}
      {remove.errorText ? (
        <span role="alert" className="mt-2 block text-danger">
          {remove.errorText}
        </span>
      ) : null}
    </ConfirmDialog>
  )
}
