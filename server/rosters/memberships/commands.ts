import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { selectionTicks } from '@/db/roster-enums'
import { members, memberships, teams } from '@/db/schema'
import { addDays, type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../../errors'
import { findUnit, hasNotEnded } from '../../units/queries'
import { canKeepRoster } from '../policy'
import { componentsOf } from '../queries'
import { daysAhead, isBirthYear, type Known, mayBeOne, nameKey, sortNameFor } from '../rules'
import type {
  AddMemberInput,
  ChangeMembershipInput,
  EndMembershipInput,
  EnlistMemberInput,
  MoveMemberInput,
  PlaceMemberInput,
  SetAbsenceInput,
} from '../schema'

type Team = { unitId: number; path: string; foundedOn: Day }

/** The team, when somebody can join it on the day and the actor keeps its roster. Throws NotFound, Forbidden, NotNow, Invalid. */
async function openTeam(ctx: Ctx, teamId: number, from: Day): Promise<Team> {
  const [team] = await ctx.db.select().from(teams).where(eq(teams.unitId, teamId)).for('update')
  const unit = await findUnit(ctx.db, teamId)
  if (!team || !unit) throw new NotFound('teams.none')
  if (!canKeepRoster(ctx.actor, unit)) throw new Forbidden('rosters.outside')
  if (team.state === 'dissolved') throw new NotNow('teams.dissolved')
  if (from < team.foundedOn) throw new Invalid('rosters.beforeFounding', { founded: team.foundedOn })
  if (from > addDays(dayInVietnam(ctx.now), daysAhead)) throw new Invalid('rosters.tooFarAhead')
  return team
}

/** A component of the list that the team's province chooses from. Throws Invalid rosters.noComponent. */
async function checkComponent(ctx: Ctx, path: string, code: string | null, held: string | null = null): Promise<void> {
  if (code === null || code === held) return
  const open = (await componentsOf(ctx.db, path)).filter((each) => each.closedOn === null)
  if (!open.some((each) => each.code === code)) throw new Invalid('rosters.noComponent')
}

/** A team has one leader at a time. Throws Conflict rosters.hasLeader with his name. */
async function checkLeader(ctx: Ctx, teamId: number, from: Day, exceptId: string | null = null): Promise<void> {
  const [leader] = await ctx.db
    .select({ id: memberships.id, name: members.fullName })
    .from(memberships)
    .innerJoin(members, eq(members.id, memberships.memberId))
    .where(
      and(
        eq(memberships.unitId, teamId),
        eq(memberships.role, 'leader'),
        or(isNull(memberships.validTo), gt(memberships.validTo, from)),
        exceptId ? sql`${memberships.id} <> ${exceptId}` : undefined,
      ),
    )
    .limit(1)
  if (leader) throw new Conflict('rosters.hasLeader', { name: leader.name ?? '' })
}

/** Nobody is twice on one roster on a day. Throws Conflict rosters.alreadyThere. */
async function checkOnce(ctx: Ctx, memberId: string, teamId: number, from: Day): Promise<void> {
  const [same] = await ctx.db
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.memberId, memberId),
        eq(memberships.unitId, teamId),
        or(isNull(memberships.validTo), gt(memberships.validTo, from)),
      ),
    )
    .limit(1)
  if (same) throw new Conflict('rosters.alreadyThere')
}

export type Suspect = Known & { memberId: string }

/** People of the commune who may be the one at hand. */
async function suspectsOf(ctx: Ctx, path: string, person: Known): Promise<Suspect[]> {
  const commune = path.slice(0, ctx.actor.path.length)
  const { rows } = await ctx.db.execute<Suspect>(sql`
    select m.id as "memberId", m.full_name as "fullName", m.phone, m.birth_year as "birthYear" from members m
     where m.path >= ${commune} and m.path < ${`${commune.slice(0, -1)}/`} and m.merged_into is null
       and search_key(m.full_name) = ${nameKey(person.fullName ?? '')}`)
  return rows.filter((row) => mayBeOne(row, person))
}

type Place = Pick<AddMemberInput, 'role' | 'component' | 'concurrentPost' | 'isLocal' | 'selection'> & {
  absentSince?: Day | null
}

async function enter(ctx: Ctx, memberId: string, team: Team, from: Day, place: Place): Promise<string> {
  const { role, component, concurrentPost, isLocal, selection, absentSince } = place
  const [made] = await ctx.db
    .insert(memberships)
    .values({
      ...{ memberId, unitId: team.unitId, path: team.path, validFrom: from },
      ...{ role, component, concurrentPost, isLocal, selection, absentSince },
      ...{ createdBy: ctx.actor.personId, createdAt: ctx.now },
    })
    .returning({ id: memberships.id })
  return made?.id ?? ''
}

type NewPerson = Pick<
  AddMemberInput,
  'fullName' | 'sortName' | 'sex' | 'birthYear' | 'phone' | 'residence' | 'employer' | 'informedOn' | 'another'
>

/** A person is written down once he is no known one, or has been said to be another. Throws Invalid, Conflict rosters.mayBeKnown. */
async function writePerson(ctx: Ctx, input: NewPerson, place: { id: number; path: string }, on: Day): Promise<string> {
  if (input.birthYear !== null && !isBirthYear(input.birthYear, on)) throw new Invalid('rosters.badBirthYear')
  if (!input.another) {
    const suspects = await suspectsOf(ctx, place.path, input)
    if (suspects.length > 0)
      throw new Conflict(
        'rosters.mayBeKnown',
        { name: input.fullName },
        suspects.map(({ memberId }) => ({ memberId })),
      )
  }
  const { fullName, sex, birthYear, phone, residence, employer, informedOn } = input
  const [made] = await ctx.db
    .insert(members)
    .values({
      ...{ unitId: place.id, path: place.path, fullName, sortName: sortNameFor(input) },
      ...{ sex, birthYear, phone, residence, employer, informedOn },
      ...{ createdBy: ctx.actor.personId, createdAt: ctx.now },
    })
    .returning({ id: members.id })
  return made?.id ?? ''
}

/**
 * Somebody new on the roster of a team. Whoever may be the same person (mayBeOne) is named in a Conflict rosters.mayBeKnown until
 * `another` says that he is not. Throws Invalid, Forbidden, NotNow, Conflict rosters.hasLeader.
 */
export async function addMember(ctx: Ctx, input: AddMemberInput): Promise<{ memberId: string; membershipId: string }> {
  const team = await openTeam(ctx, input.teamId, input.from)
  await checkComponent(ctx, team.path, input.component)
  if (input.role === 'leader') await checkLeader(ctx, team.unitId, input.from)
  const memberId = await writePerson(ctx, input, { id: team.unitId, path: team.path }, input.from)
  return { memberId, membershipId: await enter(ctx, memberId, team, input.from, input) }
}

/** Somebody of the commune who is in no team yet, for a decision to name. Throws NotFound, Forbidden, NotNow units.ended, as addMember. */
export async function enlistMember(ctx: Ctx, input: EnlistMemberInput): Promise<{ memberId: string }> {
  const commune = await findUnit(ctx.db, input.communeId)
  if (commune?.level !== 'commune') throw new NotFound('units.none')
  if (!canKeepRoster(ctx.actor, commune)) throw new Forbidden('rosters.outside')
  await hasNotEnded(ctx, commune.id)
  return { memberId: await writePerson(ctx, input, commune, dayInVietnam(ctx.now)) }
}

/** Somebody known in the commune joins one more team, or comes back. Throws as addMember does, Conflict rosters.alreadyThere. */
export async function placeMember(ctx: Ctx, input: PlaceMemberInput): Promise<{ membershipId: string }> {
  const team = await openTeam(ctx, input.teamId, input.from)
  const [member] = await ctx.db.select().from(members).where(eq(members.id, input.memberId)).for('update')
  if (!member || member.anonymisedAt || member.mergedInto) throw new NotFound('rosters.noMember')
  await checkComponent(ctx, team.path, input.component)
  await checkOnce(ctx, member.id, team.unitId, input.from)
  if (input.role === 'leader') await checkLeader(ctx, team.unitId, input.from)
  return { membershipId: await enter(ctx, member.id, team, input.from, input) }
}

/** A membership that lasts, its row locked. Throws NotFound, Forbidden, NotNow rosters.ended. */
async function lockMembership(ctx: Ctx, id: string) {
  const [held] = await ctx.db.select().from(memberships).where(eq(memberships.id, id)).for('update')
  if (!held) throw new NotFound('rosters.noMembership')
  const unit = await findUnit(ctx.db, held.unitId)
  if (!unit || !canKeepRoster(ctx.actor, unit)) throw new Forbidden('rosters.outside')
  if (held.validTo !== null) throw new NotNow('rosters.ended', { on: held.validTo })
  return held
}

const end = (
  ctx: Ctx,
  id: string,
  validTo: Day,
  endedReason: EndMembershipInput['reason'] | 'changed' | 'other_team',
  note: string | null = null,
) => ctx.db.update(memberships).set({ validTo, endedReason, endedNote: note }).where(eq(memberships.id, id))

/**
 * Another role, component or post from a day on; the day it began on puts it right. What held before is kept. Throws Invalid
 * rosters.beforeBeginning, Conflict rosters.hasLeader.
 */
export async function changeMembership(ctx: Ctx, input: ChangeMembershipInput): Promise<{ membershipId: string }> {
  const held = await lockMembership(ctx, input.membershipId)
  const { from, role, component, concurrentPost, isLocal, selection } = input
  if (from < held.validFrom) throw new Invalid('rosters.beforeBeginning', { began: held.validFrom })
  const team = await openTeam(ctx, held.unitId, from)
  await checkComponent(ctx, held.path, component, held.component)
  if (role === 'leader') await checkLeader(ctx, held.unitId, from, held.id)
  if (from === held.validFrom) {
    await ctx.db
      .update(memberships)
      .set({ role, component, concurrentPost, isLocal, selection })
      .where(eq(memberships.id, held.id))
    return { membershipId: held.id }
  }
  await end(ctx, held.id, from, 'changed')
  return { membershipId: await enter(ctx, held.memberId, team, from, { ...input, absentSince: held.absentSince }) }
}

/** From one team to another of the commune on a day; who he is goes along, and so does the roster he is kept with. */
export async function moveMember(ctx: Ctx, input: MoveMemberInput): Promise<{ membershipId: string }> {
  const held = await lockMembership(ctx, input.membershipId)
  if (input.teamId === held.unitId) throw new Invalid('rosters.sameTeam')
  if (input.from <= held.validFrom) throw new Invalid('rosters.beforeBeginning', { began: held.validFrom })
  const team = await openTeam(ctx, input.teamId, input.from)
  await checkOnce(ctx, held.memberId, team.unitId, input.from)
  if (input.role === 'leader') await checkLeader(ctx, team.unitId, input.from)
  await end(ctx, held.id, input.from, 'other_team')
  const membershipId = await enter(ctx, held.memberId, team, input.from, {
    ...held,
    role: input.role,
    selection: selectionTicks.filter((tick) => held.selection.includes(tick)),
  })
  await ctx.db
    .update(members)
    .set({ unitId: team.unitId, path: team.path })
    .where(and(eq(members.id, held.memberId), eq(members.unitId, held.unitId)))
  return { membershipId }
}

/**
 * A membership ends: the day is the first without it. One that should not have been there never was; a change of place that should not
 * have been leaves the place before it. Throws Invalid rosters.badEndDay.
 */
export async function endMembership(ctx: Ctx, input: EndMembershipInput): Promise<{ membershipId: string }> {
  const held = await lockMembership(ctx, input.membershipId)
  const on = input.reason === 'mistake' ? held.validFrom : input.on
  if (input.reason !== 'mistake' && (on <= held.validFrom || on > addDays(dayInVietnam(ctx.now), daysAhead)))
    throw new Invalid('rosters.badEndDay', { began: held.validFrom })
  await end(ctx, held.id, on, input.reason, input.note)
  if (input.reason === 'mistake') await lastAgain(ctx, held)
  return { membershipId: held.id }
}

/** The place that somebody had in the team until a change that never was; not as its leader where another leads it by now. */
async function lastAgain(ctx: Ctx, { memberId, unitId, validFrom }: typeof memberships.$inferSelect): Promise<void> {
  await ctx.db.execute(sql`
    update memberships s set valid_to = null, ended_reason = null, ended_note = null, ended_by = null
     where s.member_id = ${memberId} and s.unit_id = ${unitId} and s.valid_to = ${validFrom} and s.valid_from < s.valid_to and s.ended_reason = 'changed'
       and (s.role <> 'leader' or not exists (
         select from memberships o where o.unit_id = s.unit_id and o.role = 'leader' and o.id <> s.id
            and o.valid_from is distinct from o.valid_to and (o.valid_to is null or o.valid_to > ${validFrom})))`)
}

/** Somebody is away since a day, or is back: a leader who is away for more than sixty days calls for a renewal (domain.md 6.1). */
export async function setAbsence(ctx: Ctx, input: SetAbsenceInput): Promise<{ membershipId: string }> {
  const held = await lockMembership(ctx, input.membershipId)
  if (input.since !== null && (input.since < held.validFrom || input.since > dayInVietnam(ctx.now)))
    throw new Invalid('rosters.badAbsence', { began: held.validFrom })
  await ctx.db.update(memberships).set({ absentSince: input.since }).where(eq(memberships.id, held.id))
  return { membershipId: held.id }
}
