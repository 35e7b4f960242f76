'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useComponentName } from '@/components/rosters/component-name'
import { Button } from '@/components/ui/button'
import { Filter } from '@/components/ui/filter'
import { Input } from '@/components/ui/input'
import { PlainTable } from '@/components/ui/plain-table'
import { Options, Select } from '@/components/ui/select'
import { type MemberRole, memberRoles } from '@/db/roster-enums'
import type { Component } from '@/server/rosters/rules'
import type { EditedSeat } from './draft-state'

/** Somebody of the commune whom a decision may name. */
export type Candidate = { memberId: string; fullName: string; birthYear: number | null }

interface SeatsEditorProps {
  team: string
  seats: readonly EditedSeat[]
  /** Who sits there now: those who are not in the decision leave by it. */
  before: readonly EditedSeat[]
  candidates: readonly Candidate[]
  components: readonly Component[]
  onChange: (seats: EditedSeat[]) => void
  onNewPerson: () => void
}

/** The people whom a decision puts into one team. */
export function SeatsEditor(props: SeatsEditorProps) {
  const { team, seats, before, candidates, components, onChange, onNewPerson } = props
  const t = useTranslations('decisions')
  const enums = useTranslations('enums.memberRoles')
  const nameOf = useComponentName(components)
  const [chosen, setChosen] = useState('')
  const open = components.filter((each) => each.closedOn === null || seats.some((seat) => seat.component === each.code))
  const free = candidates.filter((each) => !seats.some((seat) => seat.memberId === each.memberId))
  const leaves = before.filter((each) => !seats.some((seat) => seat.memberId === each.memberId))
  const set = (memberId: string, change: Partial<EditedSeat>) =>
    onChange(seats.map((seat) => (seat.memberId === memberId ? { ...seat, ...change } : seat)))
  function add() {
    const person = free.find((each) => each.memberId === chosen)
    if (!person) return
    const held = before.find((each) => each.memberId === person.memberId)
    onChange([
      ...seats,
      held ?? {
        memberId: person.memberId,
        fullName: person.fullName,
        role: 'member',
        component: null,
        concurrentPost: null,
      },
    ])
    setChosen('')
  }
  return (
    <div className="grid grid-cols-1 gap-2">
      {seats.length > 0 ? (
        <PlainTable
          caption={`${t('seats')}: ${team}`}
          rows={seats}
          rowId={(seat) => seat.memberId}
          columns={[
            { id: 'name', header: t('person'), cell: (seat) => seat.fullName },
            {
              id: 'role',
              header: t('role'),
              cell: (seat) => (
                <Select
                  aria-label={`${t('role')}: ${seat.fullName}`}
                  className="min-w-32"
                  value={seat.role}
                  onChange={(event) => set(seat.memberId, { role: event.target.value as MemberRole })}
                >
                  <Options values={memberRoles} words={enums} />
                </Select>
              ),
            },
            {
              id: 'component',
              header: t('component'),
              cell: (seat) => (
                <Select
                  aria-label={`${t('component')}: ${seat.fullName}`}
                  className="min-w-44"
                  value={seat.component ?? ''}
                  onChange={(event) => set(seat.memberId, { component: event.target.value || null })}
                >
                  <option value="">{t('notSaid')}</option>
                  {open.map((each) => (
                    <option key={each.code} value={each.code}>
                      {nameOf(each.code)}
                    </option>
                  ))}
                </Select>
              ),
            },
            {
              id: 'post',
              header: t('post'),
              cell: (seat) => (
                <Input
                  aria-label={`${t('post')}: ${seat.fullName}`}
                  className="min-w-36"
                  maxLength={150}
                  value={seat.concurrentPost ?? ''}
                  onChange={(event) => set(seat.memberId, { concurrentPost: event.target.value || null })}
                />
              ),
            },
            {
              id: 'act',
              header: '',
              cell: (seat) => (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={t('removeOf', { name: seat.fullName })}
                  onClick={() => onChange(seats.filter((each) => each.memberId !== seat.memberId))}
                >
                  {t('remove')}
                </Button>
              ),
            },
          ]}
        />
      ) : (
        <p className="text-muted text-sm">{t('seatsNone')}</p>
      )}
      {leaves.length > 0 ? (
        <p className="text-sm">{t('leavesTitle', { names: leaves.map((each) => each.fullName).join(', ') })}</p>
      ) : null}
      <div className="flex flex-wrap items-end gap-2">
        <Filter label={t('choosePerson')} className="w-full sm:w-72">
          {(control) => (
            <Select {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
              <option value="" />
              {free.map((each) => (
                <option key={each.memberId} value={each.memberId}>
                  {each.fullName}
                  {each.birthYear ? `, ${t('born', { year: String(each.birthYear) })}` : ''}
                </option>
              ))}
            </Select>
          )}
        </Filter>
        <Button onClick={add} disabled={chosen === ''}>
          {t('addPerson')}
        </Button>
        <Button variant="quiet" onClick={onNewPerson}>
          {t('newPerson')}
        </Button>
      </div>
    </div>
  )
}
