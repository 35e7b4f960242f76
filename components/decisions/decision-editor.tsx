'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { atStart } from '@/components/format/in-sentence'
import { ActionBar } from '@/components/frame/action-bar'
import type { Roster } from '@/components/rosters/outputs'
import { decisionHref } from '@/components/teams/team-links'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { FormErrors } from '@/components/ui/form-errors'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Options, Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { useToast } from '@/components/ui/toast'
import type { CommuneTeams } from '@/components/units/unit-outputs'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { type DecisionKind, decisionKinds } from '@/db/roster-enums'
import { draftDecisionInput, saveDecisionInput } from '@/server/decisions/schema'
import { type EditedLine, type EditedSeat, emptyLine, lineInput } from './draft-state'
import { EnlistDialog } from './enlist-dialog'
import { LineEditor } from './line-editor'
import type { DecisionDetail, Unplaced } from './outputs'
import type { Candidate } from './seats-editor'

interface DecisionEditorProps {
  commune: { id: number; today: string }
  teams: CommuneTeams
  roster: Roster
  unplaced: Unplaced
  /** The draft that is being changed; none: a new one. */
  draft?: DecisionDetail
}

const seatOf = (row: Roster['rows'][number]): EditedSeat => ({
  ...{ memberId: row.memberId, fullName: row.fullName ?? '', role: row.role },
  ...{ component: row.component, concurrentPost: row.concurrentPost },
})

const linesOf = (lines: DecisionDetail['lines']): EditedLine[] =>
  lines.map((line) => ({
    key: line.line,
    teamId: line.team?.id ?? null,
    name: line.name ?? '',
    level: line.level,
    villageIds: line.villages.map((village) => village.id),
    successorId: line.successor?.id ?? null,
    seats: line.seats.map((seat) => ({ ...seat, fullName: seat.fullName ?? '' })),
  }))

/** Of a draft that another commune began: lines whose teams went elsewhere when it ended. */
function goneFrom({ begunIn, lines }: DecisionDetail, { teams }: CommuneTeams): DecisionDetail['lines'] {
  const here = new Set(teams.map((team) => team.id))
  const away = (team: { id: number } | null) => team !== null && !here.has(team.id)
  return begunIn === null ? [] : lines.filter((line) => away(line.team) || away(line.successor))
}

/** A decision about teams as a draft: kind, day, teams, people. Nothing of it holds until it is signed and entered. */
export function DecisionEditor({ commune, teams, roster, unplaced, draft }: DecisionEditorProps) {
  const t = useTranslations('decisions')
  const trpc = useTRPC()
  const router = useRouter()
  const toast = useToast()
  const id = useId()
  const [kind, setKind] = useState<DecisionKind>(draft?.kind ?? 'founding')
  const gone = draft ? goneFrom(draft, teams) : []
  const [lines, setLines] = useState<EditedLine[]>(() =>
    draft ? linesOf(draft.lines.filter((line) => !gone.includes(line))) : [emptyLine(1)],
  )
  const [enlisting, setEnlisting] = useState<number | null>(null)
  const [added, setAdded] = useState<Candidate[]>([])
  const make = useUnitForm(draftDecisionInput, useCommand(trpc.decisions.draft), 'decisions.form')
  const save = useUnitForm(saveDecisionInput, useCommand(trpc.decisions.save), 'decisions.form')
  const form = draft ? save : make
  const rosters = new Map<number, EditedSeat[]>()
  for (const row of roster.rows) rosters.set(row.team.id, [...(rosters.get(row.team.id) ?? []), seatOf(row)])
  const known = new Map<string, Candidate>()
  for (const each of [...roster.rows, ...unplaced, ...added])
    if (each.fullName)
      known.set(each.memberId, { memberId: each.memberId, fullName: each.fullName, birthYear: each.birthYear })
  const change = (key: number, next: EditedLine) => setLines(lines.map((line) => (line.key === key ? next : line)))

  function changeKind(next: DecisionKind) {
    setKind(next)
    // What a renewal begins with is the roster of now; of another kind it would be somebody else's list.
    setLines(
      lines.map((line) => ({
        ...line,
        seats: next === 'renewal' && line.teamId !== null ? [...(rosters.get(line.teamId) ?? [])] : [],
      })),
    )
  }
  async function send(data: FormData) {
    const input = {
      kind,
      effectiveOn: textOf(data.get('effectiveOn')),
      reason: textOf(data.get('reason')),
      grounds: textOf(data.get('grounds'))
        .split('\n')
        .filter((line) => line.trim() !== ''),
      signer: textOf(data.get('signer')),
      signerTitle: textOf(data.get('signerTitle')),
      lines: lines.map((line) => lineInput(kind, line)),
    }
    const done = draft
      ? await save.submit({ id: draft.id, version: draft.version, ...input })
      : await make.submit({ communeId: commune.id, ...input })
    if (!done) return
    toast({ message: t('saved') })
    router.push(decisionHref(done.id))
    router.refresh()
  }
  return (
    <>
      <form
        id={id}
        noValidate
        className="grid grid-cols-1 gap-6"
        onSubmit={(event) => {
          event.preventDefault()
          if (!form.pending) void send(new FormData(event.currentTarget))
        }}
      >
        <FormErrors errors={form.errors} />
        {gone.length > 0 ? (
          <Notice tone="warn">
            {t('goneTeams', { names: gone.map((line) => atStart(line.team?.name ?? '')).join(', ') })}
          </Notice>
        ) : null}
        <div className="grid max-w-4xl gap-4 sm:grid-cols-2">
          <Field {...form.field('kind')} label={t('kind')}>
            {(control) => (
              <Select {...control} value={kind} onChange={(event) => changeKind(event.target.value as DecisionKind)}>
                <Options values={decisionKinds} words={(each) => t(`kinds.${each}`)} />
              </Select>
            )}
          </Field>
          <Field {...form.field('effectiveOn')} label={t('effectiveOn')}>
            {(control) => (
              <DayInput {...control} name="effectiveOn" defaultValue={draft?.effectiveOn ?? commune.today} />
            )}
          </Field>
          <Field {...form.field('signer')} label={t('signer')} optional>
            {(control) => (
              <Input {...control} name="signer" maxLength={100} autoComplete="off" defaultValue={draft?.signer ?? ''} />
            )}
          </Field>
          <Field {...form.field('signerTitle')} label={t('signerTitle')} optional>
            {(control) => (
              <Input
                {...control}
                name="signerTitle"
                maxLength={100}
                autoComplete="off"
                defaultValue={draft?.signerTitle ?? t('signerTitleDefault')}
              />
            )}
          </Field>
          <Field {...form.field('reason')} label={t('reason')} help={t('reasonHelp')} optional>
            {(control) => (
              <Textarea {...control} name="reason" rows={3} maxLength={1000} defaultValue={draft?.reason ?? ''} />
            )}
          </Field>
          <Field {...form.field('grounds')} label={t('grounds')} help={t('groundsHelp')} optional>
            {(control) => (
              <Textarea {...control} name="grounds" rows={3} defaultValue={draft?.grounds.join('\n') ?? ''} />
            )}
          </Field>
        </div>
        <Section title={t('lines')}>
          {lines.map((line) => (
            <LineEditor
              key={line.key}
              kind={kind}
              line={line}
              teams={teams.teams}
              villages={teams.villages}
              rosters={rosters}
              candidates={[...known.values()]}
              components={roster.components}
              onChange={(next) => change(line.key, next)}
              onRemove={() => setLines(lines.filter((each) => each.key !== line.key))}
              onNewPerson={() => setEnlisting(line.key)}
            />
          ))}
          <div>
            <Button onClick={() => setLines([...lines, emptyLine(Math.max(0, ...lines.map((line) => line.key)) + 1)])}>
              {t('addTeam')}
            </Button>
          </div>
        </Section>
        <ActionBar>
          <Button type="submit" form={id} variant="primary" pending={form.pending}>
            {t('saveDraft')}
          </Button>
        </ActionBar>
      </form>
      {/* Beside the form: sent within it, the dialog would send both. */}
      {enlisting === null ? null : (
        <EnlistDialog
          communeId={commune.id}
          today={commune.today}
          onClose={() => setEnlisting(null)}
          onDone={(person) => {
            setAdded([...added, person])
            setLines(
              lines.map((line) =>
                line.key === enlisting
                  ? {
                      ...line,
                      seats: [...line.seats, { ...person, role: 'member', component: null, concurrentPost: null }],
                    }
                  : line,
              ),
            )
          }}
        />
      )}
    </>
  )
}
