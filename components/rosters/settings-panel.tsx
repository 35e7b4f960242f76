'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { Options, Select } from '@/components/ui/select'
import { FormDialog } from '@/components/units/form-dialog'
import { countOf, textOf, useUnitForm } from '@/components/units/use-unit-form'
import { type TeamLevel, teamLevels } from '@/db/enums'
import { componentGroups } from '@/db/roster-enums'
import { addComponentInput, closeComponentInput, setLimitsInput } from '@/server/rosters/schema'
import { useComponentName } from './component-name'
import type { RosterSettings } from './outputs'

type Asked = { kind: 'limits' | 'add' } | { kind: 'close'; code: string; name: string }

/** What a province sets for its teams: how many members, and which components beside the national ones. */
export function SettingsPanel({ settings, today }: { settings: RosterSettings; today: string }) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums')
  const format = useFormat()
  const nameOf = useComponentName(settings.components)
  const [asked, setAsked] = useState<Asked | null>(null)
  const { limits, now, components, can } = settings
  const close = () => setAsked(null)
  return (
    <div className="grid grid-cols-1 gap-8">
      <Section
        title={t('limits.title')}
        description={t('limits.why')}
        actions={
          can.setLimits ? (
            <Button variant="primary" onClick={() => setAsked({ kind: 'limits' })}>
              {t('limits.set')}
            </Button>
          ) : null
        }
      >
        <p className="text-sm">
          {t('limits.now', {
            ...{ communeMin: now.commune.min, communeMax: now.commune.max },
            ...{ villageMin: now.village.min, villageMax: now.village.max },
          })}
        </p>
        {limits.length > 0 ? (
          <PlainTable
            caption={t('limits.caption')}
            rows={limits}
            rowId={(row) => `${row.level} ${row.validFrom}`}
            columns={[
              { id: 'level', header: t('limits.level'), cell: (row) => enums(`teamLevels.${row.level}`) },
              { id: 'min', header: t('limits.min'), number: true, cell: (row) => row.min },
              { id: 'max', header: t('limits.max'), number: true, cell: (row) => row.max },
              { id: 'from', header: t('limits.from'), cell: (row) => format.date(row.validFrom) },
              { id: 'to', header: t('limits.to'), cell: (row) => (row.validTo ? format.date(row.validTo) : '') },
              { id: 'basis', header: t('limits.basis'), cell: (row) => row.basis ?? '' },
            ]}
          />
        ) : null}
      </Section>
      <Section
        title={t('components.title')}
        description={t('components.why')}
        actions={
          can.keepComponents ? <Button onClick={() => setAsked({ kind: 'add' })}>{t('components.add')}</Button> : null
        }
      >
        <PlainTable
          caption={t('components.caption')}
          rows={components}
          rowId={(row) => row.code}
          columns={[
            { id: 'name', header: t('components.name'), cell: (row) => nameOf(row.code) },
            {
              id: 'countsAs',
              header: t('components.countsAs'),
              cell: (row) => (row.countsAs ? enums(`componentGroups.${row.countsAs}`) : t('components.none')),
            },
            {
              id: 'owner',
              header: t('components.owner'),
              cell: (row) => (
                <span className="inline-flex flex-wrap items-center gap-2">
                  {row.closedOn
                    ? t('components.closed', { date: format.date(row.closedOn) })
                    : t(row.name === null ? 'components.national' : 'components.own')}
                  {can.keepComponents && row.name !== null && row.closedOn === null ? (
                    <Button
                      size="sm"
                      variant="quiet"
                      onClick={() => setAsked({ kind: 'close', code: row.code, name: row.name ?? '' })}
                    >
                      {t('components.close')}
                      <span className="sr-only"> {row.name}</span>
                    </Button>
                  ) : null}
                </span>
              ),
            },
          ]}
        />
      </Section>
      {asked?.kind === 'limits' ? <LimitsDialog settings={settings} today={today} onClose={close} /> : null}
      {asked?.kind === 'add' ? <AddComponentDialog onClose={close} /> : null}
      {asked?.kind === 'close' ? <CloseComponentDialog {...asked} onClose={close} /> : null}
    </div>
  )
}

function LimitsDialog({ settings, today, onClose }: { settings: RosterSettings; today: string; onClose: () => void }) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums.teamLevels')
  const [level, setLevel] = useState<TeamLevel>('village')
  const form = useUnitForm(setLimitsInput, useCommand(useTRPC().rosters.setLimits), 'rosters.form')
  async function send(data: FormData) {
    const done = await form.submit({
      teamLevel: level,
      min: countOf(data.get('min')),
      max: countOf(data.get('max')),
      basis: textOf(data.get('basis')),
      from: textOf(data.get('from')),
    })
    return done && t('limits.done')
  }
  return (
    <FormDialog onClose={onClose} title={t('limits.set')} submitLabel={t('limits.setNow')} form={form} onSubmit={send}>
      <Field {...form.field('teamLevel')} label={t('limits.level')}>
        {(control) => (
          <Select {...control} value={level} onChange={(event) => setLevel(event.target.value as TeamLevel)}>
            <Options values={teamLevels} words={enums} />
          </Select>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2" key={level}>
        {(['min', 'max'] as const).map((which) => (
          <Field key={which} {...form.field(which)} label={t(`limits.${which}`)}>
            {(control) => (
              <Input
                {...control}
                name={which}
                inputMode="numeric"
                maxLength={2}
                defaultValue={settings.now[level][which]}
              />
            )}
          </Field>
        ))}
      </div>
      <Field {...form.field('from')} label={t('limits.from')}>
        {(control) => <DayInput {...control} name="from" defaultValue={today} />}
      </Field>
      <Field {...form.field('basis')} label={t('limits.basis')} help={t('limits.basisHelp')} optional>
        {(control) => <Input {...control} name="basis" maxLength={200} autoComplete="off" />}
      </Field>
    </FormDialog>
  )
}

function AddComponentDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums.componentGroups')
  const form = useUnitForm(addComponentInput, useCommand(useTRPC().rosters.addComponent), 'rosters.form')
  async function send(data: FormData) {
    const group = textOf(data.get('countsAs'))
    const done = await form.submit({
      name: textOf(data.get('name')),
      countsAs: componentGroups.find((each) => each === group) ?? null,
    })
    return done && t('components.added')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('components.add')}
      submitLabel={t('components.addNow')}
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('name')} label={t('components.name')}>
        {(control) => <Input {...control} name="name" maxLength={100} autoComplete="off" />}
      </Field>
      <Field {...form.field('countsAs')} label={t('components.countsAs')} optional>
        {(control) => (
          <Select {...control} name="countsAs">
            <option value="">{t('components.none')}</option>
            <Options values={componentGroups} words={enums} />
          </Select>
        )}
      </Field>
    </FormDialog>
  )
}

function CloseComponentDialog({ code, name, onClose }: { code: string; name: string; onClose: () => void }) {
  const t = useTranslations('rosters')
  const form = useUnitForm(closeComponentInput, useCommand(useTRPC().rosters.closeComponent), 'rosters.form')
  return (
    <FormDialog
      onClose={onClose}
      title={t('components.closeTitle', { name })}
      submitLabel={t('components.close')}
      danger
      form={form}
      onSubmit={async () => ((await form.submit({ code })) ? t('components.closedDone') : undefined)}
    >
      <p className="text-sm">{t('components.closeWhat')}</p>
    </FormDialog>
  )
}
