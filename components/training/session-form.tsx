'use client'

import { CalendarPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type Command, useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DayInput } from '@/components/ui/day-input'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { organiserKinds, type TrainingAudience, trainingAudiences, trainingModes } from '@/db/training-enums'
import { changeSessionInput, planSessionInput } from '@/server/training/schema'
import { sessionHref } from './address'
import type { ListedCourse, Session } from './outputs'

export interface Planning {
  /** Of the unit that plans. */
  level: string
  courses: readonly ListedCourse[]
  today: string
}

const organiserOf: Record<string, (typeof organiserKinds)[number]> = { nation: 'ministry', province: 'department' }

/** What the form says, as a command takes it. */
function fieldsOf(data: FormData) {
  const text = (name: string) => textOf(data.get(name)).trim()
  const orNull = (name: string) => text(name) || null
  const startsOn = text('startsOn')
  return {
    title: text('title'),
    courseId: orNull('courseId'),
    modules: data.getAll('modules').map(Number),
    startsOn,
    endsOn: text('endsOn') || startsOn,
    ...{ startsAt: orNull('startsAt'), endsAt: orNull('endsAt') },
    mode: text('mode') as (typeof trainingModes)[number],
    ...{ place: text('place'), link: text('link') },
    organiser: text('organiser') as (typeof organiserKinds)[number],
    partners: text('partners')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    audience: text('audience') as TrainingAudience,
    topicMonth: orNull('topicMonth'),
  }
}
type Fields = ReturnType<typeof fieldsOf>

interface SessionFormProps extends Planning {
  session?: Session
  onClose: () => void
}

/** Plans a session, records one that has been held, or changes what is planned. */
export function SessionForm({ session, onClose, ...planning }: SessionFormProps) {
  const t = useTranslations('training.form')
  const trpc = useTRPC()
  const router = useRouter()
  const plan = useUnitForm(planSessionInput, useCommand(trpc.training.plan))
  const change = useUnitForm(
    changeSessionInput,
    useCommand(trpc.training.change) as Command<Fields & { sessionId: string; version: number }, { id: string }>,
  )
  const form = session ? change : plan
  async function send(data: FormData) {
    const fields = fieldsOf(data)
    if (session)
      return (await change.submit({ ...fields, sessionId: session.id, version: session.version })) && t('changed')
    const held = data.get('held') !== null
    const made = await plan.submit({ ...fields, held })
    if (!made) return undefined
    router.push(sessionHref(made.id))
    return t(held ? 'recorded' : 'planned')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t(session ? 'changeTitle' : 'planTitle')}
      submitLabel={t(session ? 'changeNow' : 'planNow')}
      form={form}
      onSubmit={send}
    >
      <SessionFields {...planning} session={session} field={form.field} />
      {session ? null : <Checkbox name="held" label={t('held')} help={t('heldHelp')} />}
    </FormDialog>
  )
}

interface FieldsProps extends Planning {
  session?: Session
  field: (name: string) => { id: string; error?: string }
}

function SessionFields({ level, courses, today, session, field }: FieldsProps) {
  const t = useTranslations('training.form')
  const [tModes, tAudiences, tKinds] = [
    ...[useTranslations('enums.trainingModes'), useTranslations('enums.trainingAudiences')],
    useTranslations('enums.organiserKinds'),
  ] as const
  const [courseId, setCourseId] = useState(session?.course?.id ?? '')
  const [audience, setAudience] = useState<TrainingAudience>(session?.audience ?? 'members')
  const course = courses.find((each) => each.id === courseId)
  return (
    <>
      <Field {...field('title')} label={t('title')}>
        {(control) => (
          <Input {...control} name="title" maxLength={200} autoComplete="off" defaultValue={session?.title} />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...field('audience')} label={t('audience')}>
          {(control) => (
            <Select
              {...control}
              name="audience"
              value={audience}
              onChange={(event) => setAudience(event.target.value as TrainingAudience)}
            >
              <Options values={trainingAudiences} words={tAudiences} />
            </Select>
          )}
        </Field>
        <Field {...field('mode')} label={t('mode')}>
          {(control) => (
            <Select {...control} name="mode" defaultValue={session?.mode ?? 'in_person'}>
              <Options values={trainingModes} words={tModes} />
            </Select>
          )}
        </Field>
        <Field {...field('startsOn')} label={t('startsOn')}>
          {(control) => <DayInput {...control} name="startsOn" defaultValue={session?.startsOn ?? today} />}
        </Field>
        <Field {...field('endsOn')} label={t('endsOn')} optional>
          {(control) => <DayInput {...control} name="endsOn" defaultValue={session?.endsOn ?? ''} />}
        </Field>
        <Field {...field('startsAt')} label={t('startsAt')} optional>
          {(control) => (
            <Input
              {...control}
              name="startsAt"
              maxLength={5}
              inputMode="numeric"
              placeholder="08:00"
              defaultValue={session?.startsAt ?? ''}
            />
          )}
        </Field>
        <Field {...field('endsAt')} label={t('endsAt')} optional>
          {(control) => (
            <Input
              {...control}
              name="endsAt"
              maxLength={5}
              inputMode="numeric"
              placeholder="11:00"
              defaultValue={session?.endsAt ?? ''}
            />
          )}
        </Field>
      </div>
      <Field {...field('place')} label={t('place')} optional>
        {(control) => <Input {...control} name="place" maxLength={200} defaultValue={session?.place ?? ''} />}
      </Field>
      <Field {...field('courseId')} label={t('course')} optional>
        {(control) => (
          <Select {...control} name="courseId" value={courseId} onChange={(event) => setCourseId(event.target.value)}>
            <option value="">{t('noCourse')}</option>
            {courses
              .filter((each) => !each.closedOn || each.closedOn >= today || each.id === session?.course?.id)
              .map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
          </Select>
        )}
      </Field>
      {course && course.modules.length > 0 ? (
        <fieldset key={course.id} className="grid gap-2">
          <legend className="mb-1 font-medium text-sm">{t('modules')}</legend>
          <div className="grid max-h-[40vh] gap-x-4 gap-y-2 overflow-y-auto sm:grid-cols-2">
            {course.modules.map((each) => (
              <Checkbox
                key={each.position}
                name="modules"
                value={each.position}
                label={each.name}
                defaultChecked={session?.course?.id === course.id && session.modules.includes(each.position)}
              />
            ))}
          </div>
        </fieldset>
      ) : null}
      <Disclosure summary={t('more')} open={session !== undefined}>
        <div className="grid gap-4 pt-2">
          <Field {...field('organiser')} label={t('organiser')}>
            {(control) => (
              <Select
                {...control}
                name="organiser"
                defaultValue={session?.organiser ?? organiserOf[level] ?? 'commune'}
              >
                <Options values={organiserKinds} words={tKinds} />
              </Select>
            )}
          </Field>
          <Field {...field('partners')} label={t('partners')} help={t('partnersHelp')} optional>
            {(control) => (
              <Textarea {...control} name="partners" rows={2} defaultValue={session?.partners.join('\n') ?? ''} />
            )}
          </Field>
          <Field {...field('link')} label={t('link')} optional>
            {(control) => (
              <Input {...control} name="link" type="url" maxLength={500} defaultValue={session?.link ?? ''} />
            )}
          </Field>
          <Field {...field('topicMonth')} label={t('topicMonth')} help={t('topicMonthHelp')} optional>
            {(control) => (
              <Select {...control} name="topicMonth" defaultValue={session?.topicMonth ?? ''}>
                <option value="">{t('noTopicMonth')}</option>
                {monthsAround(today, session?.topicMonth ?? null).map((month) => (
                  <option key={month} value={month}>
                    {`${month.slice(5)}/${month.slice(0, 4)}`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      </Disclosure>
    </>
  )
}

/** Months from a year ago to half a year ahead, latest first, and the one that is chosen. */
function monthsAround(today: string, chosen: string | null): string[] {
  const index = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  const months = Array.from({ length: 19 }, (_, place) => {
    const month = index + 6 - place
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
  return chosen && !months.includes(chosen) ? [...months, chosen] : months
}

export function PlanButton(planning: Planning) {
  const t = useTranslations('training.form')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" icon={<CalendarPlus aria-hidden />} onClick={() => setOpen(true)}>
        {t('plan')}
      </Button>
      {open ? <SessionForm {...planning} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
