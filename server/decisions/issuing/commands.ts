import { and, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { files, members, memberships, teamDecisionLines, teamDecisionMembers, teamDecisions, teams } from '@/db/schema'
import { type Day, dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Conflict, Invalid, NotFound, NotNow } from '../../errors'
import { addTeam, closeTeam } from '../../teams/commands'
import { checkLines, lockDraft } from '../commands'
import { rosterChange, type Seat } from '../rules'
import type { IssueDecisionInput } from '../schema'

type Team = { unitId: number; path: string }
type Line = typeof teamDecisionLines.$inferSelect & { seats: Seat[] }
/** A place with what a roster knows of the person beside it, where he held one before. */
type Placed = Seat & Partial<Pick<typeof memberships.$inferSelect, 'isLocal' | 'selection' | 'absentSince'>>

/**
 * A decision that has been signed takes effect: teams are founded with their people, renewed, dissolved or merged from its day on,
 * all in one. It is entered on its day or later. Throws as lockDraft does, NotNow decisions.ahead, NotFound files.none, Conflict
 * decisions.numberTaken, Invalid, what the steps themselves throw.
 */
export async function issueDecision(ctx: Ctx, input: IssueDecisionInput): Promise<{ id: string }> {
  const { draft, commune } = await lockDraft(ctx, input.id, input.version)
  const { effectiveOn, decidedOn, number, signer, signerTitle, issuer, fileId, replaces } = input
  if (effectiveOn > dayInVietnam(ctx.now)) throw new NotNow('decisions.ahead', { on: effectiveOn })
  if (fileId) {
    const [file] = await ctx.db
      .select({ id: files.id })
      .from(files)
      .where(and(eq(files.id, fileId), eq(files.unitId, commune.id)))
    if (!file) throw new NotFound('files.none')
  }
  if (replaces) {
    const [before] = await ctx.db.select().from(teamDecisions).where(eq(teamDecisions.id, replaces))
    if (before?.state !== 'issued' || before.id === draft.id) throw new Invalid('decisions.badReplaced')
  }
  await checkNumber(ctx, draft, input)
  const lines = await linesOf(ctx, draft.id)
  // What another commune drafted may name teams and people that went elsewhere when it ended.
  if (draft.begunIn !== null) await checkLines(ctx, commune, lines)
  await ctx.db
    .update(teamDecisions)
    .set({
      ...{ state: 'issued', number, decidedOn, effectiveOn, signer, signerTitle, issuer, fileId, replaces },
      ...{ issuedBy: ctx.actor.personId, issuedAt: ctx.now, version: draft.version + 1 },
    })
    .where(eq(teamDecisions.id, draft.id))
  for (const line of lines) await carryOut(ctx, { ...draft, ...input }, commune.id, line)
  return { id: draft.id }
}

/**
 * A number is given once a year by whoever issues (Nghị định 30/2020/NĐ-CP, Điều 15); one paper may found some teams and dissolve
 * others, which here are decisions of two kinds. Throws Conflict decisions.numberTaken.
 */
async function checkNumber(
  ctx: Ctx,
  draft: Pick<typeof teamDecisions.$inferSelect, 'id' | 'unitId' | 'kind'>,
  { number, decidedOn, issuer }: IssueDecisionInput,
): Promise<void> {
  const [taken] = await ctx.db
    .select({ decidedOn: teamDecisions.decidedOn, kind: teamDecisions.kind })
    .from(teamDecisions)
    .where(
      and(
        ...[eq(teamDecisions.unitId, draft.unitId), eq(teamDecisions.state, 'issued'), ne(teamDecisions.id, draft.id)],
        sql`upper(${teamDecisions.number}) = upper(${number})`,
        sql`extract(year from ${teamDecisions.decidedOn}) = extract(year from ${decidedOn}::date)`,
        sql`coalesce(upper(${teamDecisions.issuer}), '') = coalesce(upper(${issuer}), '')`,
        // The other half of the same paper.
        sql`not (${teamDecisions.kind} <> ${draft.kind} and ${teamDecisions.decidedOn} = ${decidedOn}::date)`,
      ),
    )
    .limit(1)
  if (taken) throw new Conflict('decisions.numberTaken', { number, on: taken.decidedOn ?? decidedOn })
}

async function linesOf(ctx: Ctx, decisionId: string): Promise<Line[]> {
  const lines = await ctx.db
    .select()
    .from(teamDecisionLines)
    .where(eq(teamDecisionLines.decisionId, decisionId))
    .orderBy(teamDecisionLines.line)
  const seats = await ctx.db.select().from(teamDecisionMembers).where(eq(teamDecisionMembers.decisionId, decisionId))
  return lines.map((line) => ({ ...line, seats: seats.filter((seat) => seat.line === line.line) }))
}

type Decision = Pick<IssueDecisionInput, 'id' | 'requestId' | 'effectiveOn'> & {
  kind: (typeof teamDecisions.$inferSelect)['kind']
}

/** What one line does. A founding line of a team that stands records its decision and no more. */
async function carryOut(ctx: Ctx, decision: Decision, communeId: number, line: Line): Promise<void> {
  const { id: decisionId, effectiveOn: on, requestId } = decision
  if (decision.kind === 'founding') {
    if (line.teamId !== null) return
    const { name, level, villageIds } = line
    const { id } = await addTeam(ctx, {
      ...{ requestId, communeId, foundedOn: on, villageIds },
      ...{ name: name ?? '', level: level ?? 'village' },
    })
    await ctx.db
      .update(teamDecisionLines)
      .set({ teamId: id })
      .where(and(eq(teamDecisionLines.decisionId, decisionId), eq(teamDecisionLines.line, line.line)))
    const [team] = await ctx.db.select().from(teams).where(eq(teams.unitId, id))
    if (team) await seat(ctx, team, line.seats, on, decisionId)
    return
  }
  const teamId = line.teamId ?? 0
  const [team] = await ctx.db.select().from(teams).where(eq(teams.unitId, teamId)).for('update')
  if (!team) throw new NotFound('teams.none')
  if (team.state === 'dissolved') throw new NotNow('teams.dissolved')
  if (on < team.foundedOn) throw new Invalid('decisions.beforeFounding', { founded: team.foundedOn })
  if (decision.kind === 'renewal') await renew(ctx, team, line.seats, on, decisionId)
  else await dissolve(ctx, team, line, on, decisionId)
}

/** Who holds a place in a team on a day and after. Throws NotNow decisions.laterChange when somebody comes or changes later. */
async function heldOn(ctx: Ctx, team: Team, on: Day) {
  const held = await ctx.db
    .select()
    .from(memberships)
    .where(and(eq(memberships.unitId, team.unitId), or(isNull(memberships.validTo), gt(memberships.validTo, on))))
    .for('update')
  if (held.some((each) => each.validFrom > on)) throw new NotNow('decisions.laterChange', { on })
  return held
}

/** From the day on the roster is what the decision says: who is not in it leaves, who has another place gets it, who is new comes. */
async function renew(ctx: Ctx, team: Team, seats: readonly Seat[], on: Day, decisionId: string): Promise<void> {
  const held = await heldOn(ctx, team, on)
  const { changes, comes, leaves } = rosterChange(held, seats)
  const end = (list: readonly Seat[], endedReason: 'renewal' | 'changed') =>
    list.length === 0
      ? null
      : ctx.db
          .update(memberships)
          .set({ validTo: on, endedReason, endedBy: decisionId })
          .where(
            inArray(
              memberships.id,
              held.filter((row) => list.some((each) => each.memberId === row.memberId)).map((row) => row.id),
            ),
          )
  await end(leaves, 'renewal')
  await end(changes, 'changed')
  const before = new Map(held.map((row) => [row.memberId, row]))
  const changed = changes.map((each) => ({ ...known(before.get(each.memberId)), ...each }))
  await seat(ctx, team, [...changed, ...comes], on, decisionId)
}

/** What another place in a team changes nothing of. */
const known = (row: Omit<Placed, keyof Seat> | undefined) =>
  row && { isLocal: row.isLocal, selection: row.selection, absentSince: row.absentSince }

/** People take their places in a team; who was on no roster yet is kept with this one from now on. */
async function seat(ctx: Ctx, team: Team, seats: readonly Placed[], on: Day, decisionId: string): Promise<void> {
  if (seats.length === 0) return
  await ctx.db.insert(memberships).values(
    seats.map(({ memberId, role, component, concurrentPost, ...rest }) => ({
      ...{ memberId, unitId: team.unitId, path: team.path, role, component, concurrentPost },
      ...{ isLocal: rest.isLocal, selection: rest.selection, absentSince: rest.absentSince },
      ...{ validFrom: on, decisionId, createdBy: ctx.actor.personId, createdAt: ctx.now },
    })),
  )
  await ctx.db
    .update(members)
    .set({ unitId: team.unitId, path: team.path })
    .where(
      and(
        inArray(
          members.id,
          seats.map((each) => each.memberId),
        ),
        sql`not exists (select from teams t where t.unit_id = ${members.unitId})`,
      ),
    )
}

/** A team ends; of a merger its villages and those of its people who are not there yet go to the successor, as members. */
async function dissolve(ctx: Ctx, team: Team, line: Line, on: Day, decisionId: string): Promise<void> {
  const { successorId } = line
  const held = await heldOn(ctx, team, on)
  const { rows: covered } = await ctx.db.execute<{ id: number }>(sql`
    select village_id as id from team_coverages where team_id = ${team.unitId} and valid_from < ${on} and (valid_to is null or valid_to > ${on})`)
  await closeTeam(ctx, { teamId: team.unitId, on, decisionId, mergedInto: successorId ?? undefined })
  if (successorId === null) return
  const [successor] = await ctx.db.select().from(teams).where(eq(teams.unitId, successorId)).for('update')
  if (!successor || successor.state === 'dissolved') throw new NotNow('teams.dissolved')
  await ctx.db.execute(sql`
    insert into team_coverages (team_id, unit_id, path, village_id, valid_from)
    select ${successor.unitId}, ${successor.unitId}, ${successor.path}, v.id, ${on}::date
      from unnest(${sql.param(covered.map((each) => each.id))}::int[]) v(id)
     where not exists (select from team_coverages c where c.team_id = ${successor.unitId} and c.village_id = v.id and (c.valid_to is null or c.valid_to > ${on}))`)
  const there = new Set((await heldOn(ctx, successor, on)).map((each) => each.memberId))
  const coming = held.filter((each) => !there.has(each.memberId))
  await seat(
    ctx,
    successor,
    coming.map((row) => ({
      ...{ memberId: row.memberId, role: 'member', component: row.component, concurrentPost: row.concurrentPost },
      ...known(row),
    })),
    on,
    decisionId,
  )
  if (coming.length > 0)
    await ctx.db
      .update(members)
      .set({ unitId: successor.unitId, path: successor.path })
      .where(
        and(
          eq(members.unitId, team.unitId),
          inArray(
            members.id,
            coming.map((each) => each.memberId),
          ),
        ),
      )
}
