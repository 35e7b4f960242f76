'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { newRequestId, useCommand, useTRPC } from '@/components/trpc'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import { FormDialog } from '@/components/units/form-dialog'
import { type ChangeKind, changeKinds, type UnitLevel, type UnitType } from '@/db/enums'
import { nationId } from '@/server/units/rules'
import { changesOf, type Draft, newGoal, type Place, type Problem, takesSeveral, typesOf } from './drafting'
import { FreshFields, GoalField, ParentField } from './goal-field'
import type { Reorganisation } from './outputs'
import { SplitFields } from './split-fields'
import { UnitPicker } from './unit-picker'

/** Levels that whoever drafts changes mostly, the commonest first. */
const levelsFor: Partial<Record<UnitLevel, readonly UnitLevel[]>> = {
  nation: ['commune', 'province', 'village'],
  province: ['commune', 'village'],
  commune: ['village'],
}
const kinds: readonly ChangeKind[] = [
  'merge',
  'split',
  ...changeKinds.filter((each) => !['merge', 'split'].includes(each)),
]

/** What new units of a level lie in, when there is only one answer. */
function parentFor({ keeper: unit }: Reorganisation, level: UnitLevel): Place {
  const within = { province: 'commune', commune: 'village' } as Partial<Record<UnitLevel, UnitLevel>>
  const own = within[unit.level] === level || (unit.level === 'nation' && level === 'province')
  const picked = own
    ? { id: unit.level === 'nation' ? nationId : unit.id, fullName: unit.fullName, code: null, place: '' }
    : null
  return { how: 'there', unit: picked, ref: '' }
}

function emptyDraft(event: Reorganisation, level: UnitLevel, kind: ChangeKind): Draft {
  const parent = parentFor(event, level)
  return {
    ...{ kind, level, units: [], goal: newGoal('fresh', parent), name: '', type: '', code: '' },
    parent: { how: 'there', unit: null, ref: '' },
    parts: [
      { key: 1, goal: newGoal('fresh', parent), share: '', unknown: false },
      { key: 2, goal: newGoal('itself', parent), share: '', unknown: false },
    ],
  }
}

/** One sentence more of a draft, of any kind: what was chosen stays when the kind changes. */
export default function ChangeDialog({ event, onClose }: { event: Reorganisation; onClose: () => void }) {
  const t = useTranslations('reorganisations.form')
  const tKinds = useTranslations('enums.changeKinds')
  const tLevels = useTranslations('enums.unitLevels')
  const tTypes = useTranslations('enums.unitTypes')
  const router = useRouter()
  const base = useId()
  const levels = levelsFor[event.keeper.level] ?? []
  const [draft, setDraft] = useState(() => emptyDraft(event, levels[0] ?? 'village', 'merge'))
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const command = useCommand(useTRPC().reorganisations.addChanges)
  const put = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  const field = (name: string) => {
    const problem = problems.find((each) => each.field === name)
    return { id: `${base}-${name}`, error: problem ? t(`problems.${problem.key}`) : undefined }
  }
  const words = { field, drafted: event.drafted, level: draft.level, withinId: event.keeper.id }
  const { kind } = draft

  async function send() {
    const { changes, problems } = changesOf(draft, () => newRequestId().slice(0, 8))
    setProblems(problems)
    if (problems.length > 0) return undefined
    const done = await command.run({ id: event.id, version: event.version, changes })
    // Somebody else changed the draft meanwhile: read anew, what was filled in here stays and can be sent again.
    if (!done) router.refresh()
    return done && t('added', { count: changes.length })
  }
  const errors = problems.map(({ field: name, key }) => ({ fieldId: `${base}-${name}`, message: t(`problems.${key}`) }))
  const shown = command.errorText && errors.length === 0 ? [{ message: command.errorText }] : errors
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('title')}
      submitLabel={t('add')}
      form={{ pending: command.pending, errors: shown }}
      onSubmit={send}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field {...field('kind')} label={t('kind')}>
          {(control) => (
            <Select {...control} value={kind} onChange={(change) => put({ kind: change.target.value as ChangeKind })}>
              <Options values={kinds} words={tKinds} />
            </Select>
          )}
        </Field>
        {levels.length > 1 ? (
          <Field {...field('level')} label={t('level')}>
            {(control) => (
              <Select
                {...control}
                value={draft.level}
                onChange={(change) => setDraft(emptyDraft(event, change.target.value as UnitLevel, kind))}
              >
                <Options values={levels} words={tLevels} />
              </Select>
            )}
          </Field>
        ) : null}
      </div>
      <p className="text-muted text-sm">{t(`what.${kind}`)}</p>
      {kind === 'open' ? null : (
        <UnitPicker
          {...field('units')}
          key={`${draft.level} ${takesSeveral(kind)}`}
          label={t(takesSeveral(kind) ? 'units' : 'unit')}
          levels={[draft.level]}
          withinId={event.keeper.id}
          several={takesSeveral(kind)}
          value={takesSeveral(kind) ? draft.units : draft.units.slice(0, 1)}
          onChange={(units) => put({ units })}
        />
      )}
      {kind === 'open' ? (
        <FreshFields
          {...words}
          name="goal"
          value={draft.goal.fresh}
          onChange={(fresh) => put({ goal: { ...draft.goal, fresh } })}
        />
      ) : null}
      {kind === 'merge' ? (
        <GoalField
          {...words}
          name="goal"
          legend={t('into')}
          ways={['fresh', 'there', 'drafted']}
          value={draft.goal}
          onChange={(goal) => put({ goal })}
        />
      ) : null}
      {kind === 'split' ? (
        <SplitFields
          {...words}
          parts={draft.parts}
          parent={parentFor(event, draft.level)}
          onChange={(parts) => put({ parts })}
        />
      ) : null}
      {kind === 'move' ? (
        <ParentField {...words} name="parent" value={draft.parent} onChange={(parent) => put({ parent })} />
      ) : null}
      {kind === 'rename' ? (
        <Field {...field('name')} label={t('newName')} help={t('newNameHelp')}>
          {(control) => (
            <Input {...control} maxLength={100} value={draft.name} onChange={(e) => put({ name: e.target.value })} />
          )}
        </Field>
      ) : null}
      {kind === 'retype' ? (
        <Field {...field('type')} label={t('newType')}>
          {(control) => (
            <Select {...control} value={draft.type} onChange={(e) => put({ type: e.target.value as UnitType | '' })}>
              <option value="">{t('choose')}</option>
              <Options values={typesOf(draft.level)} words={tTypes} />
            </Select>
          )}
        </Field>
      ) : null}
      {kind === 'recode' ? (
        <Field {...field('code')} label={t('newCode')} help={t('newCodeHelp')}>
          {(control) => (
            <Input {...control} maxLength={20} value={draft.code} onChange={(e) => put({ code: e.target.value })} />
          )}
        </Field>
      ) : null}
    </FormDialog>
  )
}
