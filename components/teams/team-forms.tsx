'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { wardWord } from '@/components/format/in-sentence'
import { useCommand, useTRPC } from '@/components/trpc'
import { Checkbox } from '@/components/ui/checkbox'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import { FormDialog } from '@/components/units/form-dialog'
import type { CommuneTeams } from '@/components/units/unit-outputs'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { teamLevels } from '@/db/enums'
import { addTeamInput, closeTeamInput, setCoverageInput } from '@/server/teams/schema'

type Team = CommuneTeams['teams'][number]
type Villages = CommuneTeams['villages']

function VillageChoice({ villages, chosen }: { villages: Villages; chosen: ReadonlySet<number> }) {
  const t = useTranslations('teams')
  const ward = wardWord(villages[0]?.fullName ?? '')
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium text-sm">{t('covers', { ward })}</legend>
      {villages.length === 0 ? <p className="text-muted text-sm">{t('noVillages')}</p> : null}
      <div className="grid max-h-[40vh] gap-x-4 gap-y-2 overflow-y-auto sm:grid-cols-2">
        {villages.map((village) => (
          <Checkbox
            key={village.id}
            name="villageIds"
            value={village.id}
            label={village.fullName}
            defaultChecked={chosen.has(village.id)}
          />
        ))}
      </div>
    </fieldset>
  )
}

const chosenVillages = (data: FormData): number[] => data.getAll('villageIds').map(Number)

interface AddTeamProps {
  commune: { id: number; fullName: string }
  villages: Villages
  today: string
  onClose: () => void
}

export function AddTeamDialog({ commune, villages, today, onClose }: AddTeamProps) {
  const t = useTranslations('teams')
  const enums = useTranslations('enums.teamLevels')
  const [level, setLevel] = useState<(typeof teamLevels)[number]>('village')
  const form = useUnitForm(addTeamInput, useCommand(useTRPC().teams.add))
  async function send(data: FormData) {
    const done = await form.submit({
      communeId: commune.id,
      level,
      name: textOf(data.get('name')),
      foundedOn: textOf(data.get('foundedOn')),
      villageIds: chosenVillages(data),
    })
    return done && t('added')
  }
  return (
    <FormDialog onClose={onClose} wide title={t('add')} submitLabel={t('addNow')} form={form} onSubmit={send}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('level')} label={t('level')}>
          {(control) => (
            <Select
              {...control}
              name="level"
              value={level}
              onChange={(event) => setLevel(event.target.value as typeof level)}
            >
              <Options values={teamLevels} words={enums} />
            </Select>
          )}
        </Field>
        <Field {...form.field('foundedOn')} label={t('foundedOn')}>
          {(control) => <DayInput {...control} name="foundedOn" defaultValue={today} max={today} />}
        </Field>
      </div>
      <Field {...form.field('name')} label={t('name')} help={t('nameHelp')}>
        {(control) => (
          <Input
            {...control}
            key={level}
            name="name"
            maxLength={100}
            autoComplete="off"
            defaultValue={level === 'commune' ? commune.fullName : ''}
          />
        )}
      </Field>
      <VillageChoice villages={villages} chosen={new Set()} />
    </FormDialog>
  )
}

interface TeamDialogProps {
  team: Team
  today: string
  onClose: () => void
}

export function CoverageDialog({ team, villages, today, onClose }: TeamDialogProps & { villages: Villages }) {
  const t = useTranslations('teams')
  const form = useUnitForm(setCoverageInput, useCommand(useTRPC().teams.setCoverage))
  async function send(data: FormData) {
    const done = await form.submit({
      teamId: team.id,
      from: textOf(data.get('from')),
      villageIds: chosenVillages(data),
    })
    return done && t('coverageSet')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('coverageTitle', { name: team.name })}
      description={t('coverageHelp')}
      submitLabel={t('coverageNow')}
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('from')} label={t('from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={today} />}
      </Field>
      <VillageChoice villages={villages} chosen={new Set(team.villages.map((village) => village.id))} />
    </FormDialog>
  )
}

export function CloseTeamDialog({ team, today, onClose }: TeamDialogProps) {
  const t = useTranslations('teams')
  const form = useUnitForm(closeTeamInput, useCommand(useTRPC().teams.close))
  async function send(data: FormData) {
    const done = await form.submit({ teamId: team.id, on: textOf(data.get('on')) })
    return done && t('closed')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('closeTitle', { name: team.name })}
      description={t('closeWhat')}
      submitLabel={t('closeNow')}
      danger
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('on')} label={t('closedOn')}>
        {(control) => <DayInput {...control} name="on" defaultValue={today} max={today} />}
      </Field>
    </FormDialog>
  )
}
