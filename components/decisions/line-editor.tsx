'use client'

import { useTranslations } from 'next-intl'
import { atStart, wardWord } from '@/components/format/in-sentence'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import type { CommuneTeams } from '@/components/units/unit-outputs'
import { type TeamLevel, teamLevels } from '@/db/enums'
import type { DecisionKind } from '@/db/roster-enums'
import type { Component } from '@/server/rosters/rules'
import type { EditedLine, EditedSeat } from './draft-state'
import { type Candidate, SeatsEditor } from './seats-editor'

interface LineEditorProps {
  kind: DecisionKind
  line: EditedLine
  teams: CommuneTeams['teams']
  villages: CommuneTeams['villages']
  /** The rosters of now, by team. */
  rosters: ReadonlyMap<number, readonly EditedSeat[]>
  candidates: readonly Candidate[]
  components: readonly Component[]
  onChange: (line: EditedLine) => void
  onRemove: () => void
  onNewPerson: () => void
}

/** One team of a decision: which one, and what the kind of decision asks of it. */
export function LineEditor(props: LineEditorProps) {
  const { kind, line, teams, villages, rosters, onChange } = props
  const t = useTranslations('decisions')
  const teamWords = useTranslations('teams')
  const enums = useTranslations('enums.teamLevels')
  const standing = teams.filter((team) => team.state === 'active')
  const fresh = kind === 'founding' && line.teamId === null
  const chosen = standing.find((team) => team.id === line.teamId)
  const name = chosen ? atStart(chosen.name) : line.name
  const before = line.teamId === null ? [] : (rosters.get(line.teamId) ?? [])
  const choose = (value: string) => {
    const teamId = value === '' ? null : Number(value)
    onChange({
      ...line,
      teamId,
      seats: kind === 'renewal' && teamId !== null ? [...(rosters.get(teamId) ?? [])] : line.seats,
    })
  }
  return (
    <section aria-label={name || t('fresh')} className="grid grid-cols-1 gap-4 border-line border-t pt-4">
      <div className="flex flex-wrap items-end gap-4">
        <Field label={t('chooseTeam')} className="w-full sm:w-80">
          {(control) => (
            <Select {...control} value={line.teamId ?? ''} onChange={(event) => choose(event.target.value)}>
              <option value="">{kind === 'founding' ? t('fresh') : ''}</option>
              {standing.map((team) => (
                <option key={team.id} value={team.id}>
                  {atStart(team.name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {kind === 'merger' ? (
          <Field label={t('successor')} className="w-full sm:w-80">
            {(control) => (
              <Select
                {...control}
                value={line.successorId ?? ''}
                onChange={(event) =>
                  onChange({ ...line, successorId: event.target.value ? Number(event.target.value) : null })
                }
              >
                <option value="" />
                {standing
                  .filter((team) => team.id !== line.teamId)
                  .map((team) => (
                    <option key={team.id} value={team.id}>
                      {atStart(team.name)}
                    </option>
                  ))}
              </Select>
            )}
          </Field>
        ) : null}
        <Button variant="quiet" onClick={props.onRemove} aria-label={t('removeTeamOf', { name: name || t('fresh') })}>
          {t('removeTeam')}
        </Button>
      </div>
      {kind === 'merger' ? <p className="text-muted text-sm">{t('mergeNote')}</p> : null}
      {fresh ? (
        <>
          <div className="grid items-end gap-4 sm:grid-cols-2">
            <Field label={t('teamName')} help={t('teamNameHelp')}>
              {(control) => (
                <Input
                  {...control}
                  maxLength={100}
                  autoComplete="off"
                  value={line.name}
                  onChange={(event) => onChange({ ...line, name: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('level')} className="content-end">
              {(control) => (
                <Select
                  {...control}
                  value={line.level}
                  onChange={(event) => onChange({ ...line, level: event.target.value as TeamLevel })}
                >
                  <Options values={teamLevels} words={enums} />
                </Select>
              )}
            </Field>
          </div>
          <fieldset>
            <legend className="mb-1 font-medium text-sm">
              {teamWords('covers', { ward: wardWord(villages[0]?.fullName ?? '') })}
            </legend>
            <div className="grid max-h-[30vh] gap-x-4 gap-y-2 overflow-y-auto sm:grid-cols-3">
              {villages.map((village) => (
                <Checkbox
                  key={village.id}
                  label={village.fullName}
                  checked={line.villageIds.includes(village.id)}
                  onChange={(event) =>
                    onChange({
                      ...line,
                      name: line.name === '' && event.target.checked ? village.fullName : line.name,
                      villageIds: event.target.checked
                        ? [...line.villageIds, village.id]
                        : line.villageIds.filter((id) => id !== village.id),
                    })
                  }
                />
              ))}
            </div>
          </fieldset>
        </>
      ) : null}
      {fresh || (kind === 'renewal' && line.teamId !== null) ? (
        <SeatsEditor
          team={name}
          seats={line.seats}
          before={before}
          candidates={props.candidates}
          components={props.components}
          onChange={(seats) => onChange({ ...line, seats })}
          onNewPerson={props.onNewPerson}
        />
      ) : null}
    </section>
  )
}
