'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { ActionBar } from '@/components/frame/action-bar'
import { PhotoPicker } from '@/components/photos/photo-picker'
import type { WaitingPhoto } from '@/components/photos/picture'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { type FormError, FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'
import { activityChannels, activityKinds, activityTasks, activityTopics, targetGroups } from '@/db/activity-enums'
import { maxPhotos, suggestedTopics } from '@/server/activities/rules'
import { addDays, dayInVietnam } from '@/server/calendar/rules'
import { ChoiceChips, toggled } from './choice-chips'
import { type Draft, type DraftProblem, draftProblems } from './draft'
import { MoreFields, type Offered } from './more-fields'
import { Stepper } from './stepper'

export interface LogFormProps {
  /** What it begins with. */
  first: Draft
  offered: Offered
  submitLabel: string
  pending?: boolean
  /** Why it was not taken. */
  refused?: string
  /** Pictures are taken along; null: they are seen to elsewhere. */
  firstPhotos: WaitingPhoto[] | null
  /** The commune types for a team: who told it. */
  asksToldBy?: boolean
  /** Put right: why. */
  asksReason?: boolean
  /** Before everything else: which team. */
  above?: ReactNode
  status?: ReactNode
  onSubmit: (draft: Draft, photos: WaitingPhoto[], reason: string) => void
}

/** The log of a team on a phone: what was chosen last is chosen, the rest is taps. Everything that is not asked each time is folded. */
export function LogForm(props: LogFormProps) {
  const { offered, asksToldBy = false, asksReason = false } = props
  const t = useTranslations('activities.form')
  const tKinds = useTranslations('enums.activityKinds')
  const tChannels = useTranslations('enums.activityChannels')
  const tTasks = useTranslations('enums.activityTasks')
  const tGroups = useTranslations('enums.targetGroups')
  const tTopics = useTranslations('enums.activityTopics')
  const format = useFormat()
  const id = useId()
  const [draft, setDraft] = useState(props.first)
  const [photos, setPhotos] = useState(props.firstPhotos ?? [])
  const [checked, setChecked] = useState(false)
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState<readonly DraftProblem[]>([])
  // The device's own day: a claim, which the server judges by its clock.
  const today = dayInVietnam(new Date())
  const yesterday = addDays(today, -1)
  const [other, setOther] = useState(draft.onDay !== today && draft.onDay !== yesterday)
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))

  const fieldId = (problem: DraftProblem) => `${id}-${problem}`
  const say = (problem: DraftProblem) => (problems.includes(problem) ? t(`problems.${problem}`) : undefined)
  const errors: FormError[] = problems.map((problem) => ({
    fieldId: fieldId(problem),
    message: t(`problems.${problem}`),
  }))
  if (props.refused) errors.push({ message: props.refused })
  const topics = suggestedTopics(draft.targetGroups)

  function send(event: FormEvent) {
    event.preventDefault()
    if (props.pending) return
    const found = draftProblems(draft, { today, toldBy: asksToldBy })
    if (asksReason && reason.trim().length < 5) found.push('reason')
    if (photos.some(({ sent }) => !sent) && !checked) found.push('photos')
    setProblems(found)
    if (found.length === 0) props.onSubmit(draft, photos, reason.trim())
  }
  return (
    <form onSubmit={send} noValidate className="grid grid-cols-1 gap-6">
      <FormErrors errors={errors} />
      {props.above}
      {asksToldBy ? (
        <Field id={fieldId('toldBy')} label={t('toldBy')} help={t('toldByHelp')} error={say('toldBy')}>
          {(control) => (
            <Input
              {...control}
              value={draft.toldBy}
              maxLength={120}
              autoComplete="off"
              onChange={(event) => set({ toldBy: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <div className="grid gap-2">
        <ChoiceChips
          id={fieldId('onDay')}
          legend={t('onDay')}
          error={say('onDay')}
          values={['today', 'yesterday', 'other'] as const}
          words={(value) =>
            value === 'other'
              ? t('otherDay')
              : t(value, { day: format.dayMonth(value === 'today' ? today : yesterday) })
          }
          chosen={[other ? 'other' : draft.onDay === today ? 'today' : 'yesterday']}
          onToggle={(value) => {
            setOther(value === 'other')
            if (value !== 'other') set({ onDay: value === 'today' ? today : yesterday })
          }}
        />
        {other ? (
          <DayInput
            aria-label={t('otherDay')}
            className="max-w-48"
            value={draft.onDay}
            max={today}
            onDay={(onDay) => set({ onDay })}
          />
        ) : null}
      </div>
      <ChoiceChips
        id={fieldId('kind')}
        legend={t('kind')}
        error={say('kind')}
        values={activityKinds}
        words={tKinds}
        chosen={draft.kind ? [draft.kind] : []}
        onToggle={(kind) => set({ kind })}
      />
      <ChoiceChips
        id={fieldId('channel')}
        legend={t('channel')}
        error={say('channel')}
        values={activityChannels}
        words={tChannels}
        chosen={draft.channel ? [draft.channel] : []}
        onToggle={(channel) => set({ channel })}
      />
      <Stepper
        label={t('households')}
        name={t('households')}
        unit={t('householdsUnit')}
        value={draft.households}
        onValue={(households) => set({ households })}
      />
      <div className="grid gap-4">
        <ChoiceChips
          many
          id={fieldId('tasks')}
          legend={t('tasks')}
          help={t('tasksHelp')}
          error={say('tasks')}
          values={activityTasks}
          words={(task) => tTasks(`${task}`)}
          chosen={draft.tasks}
          onToggle={(task) => set({ tasks: toggled(draft.tasks, task, activityTasks) })}
        />
        {draft.tasks.map((task) => (
          <Stepper
            key={task}
            label={t('guided', { task: tTasks(`${task}`) })}
            name={tTasks(`${task}`)}
            unit={t('guidedUnit')}
            value={draft.guided[task - 1] ?? null}
            onValue={(value) => set({ guided: draft.guided.map((each, i) => (i === task - 1 ? value : each)) })}
          />
        ))}
      </div>
      <ChoiceChips
        many
        legend={t('groups')}
        values={targetGroups}
        words={tGroups}
        chosen={draft.targetGroups}
        onToggle={(group) => set({ targetGroups: toggled(draft.targetGroups, group, targetGroups) })}
      />
      {topics.length > 0 ? (
        <ChoiceChips
          many
          legend={t('suggested')}
          values={topics}
          words={tTopics}
          chosen={draft.topics}
          onToggle={(topic) => set({ topics: toggled(draft.topics, topic, activityTopics) })}
        />
      ) : null}
      <MoreFields
        draft={draft}
        set={set}
        offered={offered}
        suggested={topics}
        error={say('people60')}
        peopleId={fieldId('people60')}
      />
      {props.firstPhotos ? (
        <Disclosure
          summary={photos.length > 0 ? t('photosChosen', { count: photos.length }) : t('photos')}
          open={photos.length > 0 || undefined}
        >
          <div id={fieldId('photos')} tabIndex={-1} className="pt-2">
            <PhotoPicker
              of="activity"
              max={maxPhotos}
              photos={photos}
              onPhotos={setPhotos}
              checked={checked}
              onChecked={setChecked}
              error={say('photos')}
            />
          </div>
        </Disclosure>
      ) : null}
      {asksReason ? (
        <Field id={fieldId('reason')} label={t('reason')} error={say('reason')}>
          {(control) => (
            <Input {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
      ) : null}
      <ActionBar status={props.status}>
        <Button type="submit" variant="primary" pending={props.pending}>
          {props.submitLabel}
        </Button>
      </ActionBar>
    </form>
  )
}
