import { eq, inArray, sql } from 'drizzle-orm'
import { members, memberships, teamDecisionLines, teamDecisionMembers, teamDecisions, teams } from '@/db/schema'
import type { Ctx } from '../context'
import { Conflict, Forbidden, Invalid, NotFound, NotNow } from '../errors'
import { componentsOf } from '../rosters/queries'
import { findUnit, hasNotEnded } from '../units/queries'
import { canKeepDecisions } from './policy'
import { getDecision } from './queries'
import type {
  DecisionLineInput,
  DiscardDecisionInput,
  DraftDecisionInput,
  SaveDecisionInput,
  TakeOverDraftInput,
} from './schema'

type Place = { id: number; path: string }

/** The commune, when the actor drafts its decisions. Throws NotFound, Forbidden, NotNow units.ended. */
async function ownCommune(ctx: Ctx, communeId: number): Promise<Place> {
  const commune = await findUnit(ctx.db, communeId)
  if (!commune) throw new NotFound('units.none')
  if (!canKeepDecisions(ctx.actor, commune)) throw new Forbidden('decisions.outside')
  await hasNotEnded(ctx, communeId)
  return commune
}

type Named = Pick<DecisionLineInput, 'teamId' | 'successorId'> & { seats: readonly { memberId: string }[] }

/** Every team named must stand in the commune, every person must be known there. Throws Invalid. */
export async function checkLines(ctx: Ctx, commune: Place, lines: readonly Named[]): Promise<void> {
  const named = lines.flatMap(({ teamId, successorId }) => [teamId, successorId].filter((id) => id !== null))
  if (named.length > 0) {
    const found = await ctx.db.select().from(teams).where(inArray(teams.unitId, named))
    const standing = found.filter((team) => team.communeId === commune.id && team.state === 'active')
    if (standing.length !== new Set(named).size) throw new Invalid('decisions.notTeams')
  }
  const dissolved = new Set(lines.flatMap(({ teamId, successorId }) => (successorId === null ? [] : [teamId])))
  if (lines.some(({ successorId }) => dissolved.has(successorId) && successorId !== null))
    throw new Invalid('decisions.successorGoes')
  const people = [...new Set(lines.flatMap(({ seats }) => seats.map(({ memberId }) => memberId)))]
  if (people.length === 0) return
  const known = await ctx.db
    .select({ id: members.id, gone: members.anonymisedAt })
    .from(members)
    .where(inArray(members.id, people))
  if (known.filter((each) => each.gone === null).length !== people.length) throw new Invalid('decisions.notMembers')
}

/** A component that the province's communes may choose, or one that the person has already. Throws Invalid rosters.noComponent. */
async function checkComponents(ctx: Ctx, commune: Place, lines: readonly DecisionLineInput[]): Promise<void> {
  const list = await componentsOf(ctx.db, commune.path)
  const open = new Set(list.flatMap(({ code, closedOn }) => (closedOn === null ? [code] : [])))
  const others = lines
    .flatMap(({ seats }) => seats)
    .filter(({ component }) => component !== null && !open.has(component))
  if (others.length === 0) return
  const held = await ctx.db
    .select({ memberId: memberships.memberId, component: memberships.component })
    .from(memberships)
    .where(
      inArray(
        memberships.memberId,
        others.map(({ memberId }) => memberId),
      ),
    )
  const has = (seat: (typeof others)[number]) =>
    held.some((each) => each.memberId === seat.memberId && each.component === seat.component)
  if (!others.every(has)) throw new Invalid('rosters.noComponent')
}

async function writeLines(
  ctx: Ctx,
  decisionId: string,
  commune: Place,
  lines: readonly DecisionLineInput[],
): Promise<void> {
  const place = { decisionId, unitId: commune.id, path: commune.path }
  await ctx.db.insert(teamDecisionLines).values(
    lines.map(({ seats: _, ...each }, index) => ({
      ...place,
      line: index + 1,
      ...each,
      ...(each.teamId === null ? {} : { name: null, level: null }),
    })),
  )
  const seats = lines.flatMap((each, index) => each.seats.map((seat) => ({ ...place, line: index + 1, ...seat })))
  if (seats.length > 0) await ctx.db.insert(teamDecisionMembers).values(seats)
}

/** A decision about teams of one's commune, as a draft to be printed and signed. Throws Forbidden, Invalid, NotNow. */
export async function draftDecision(ctx: Ctx, input: DraftDecisionInput): Promise<{ id: string }> {
  const commune = await ownCommune(ctx, input.communeId)
  await checkLines(ctx, commune, input.lines)
  await checkComponents(ctx, commune, input.lines)
  const { kind, effectiveOn, grounds, reason, signer, signerTitle } = input
  const [made] = await ctx.db
    .insert(teamDecisions)
    .values({
      ...{ unitId: commune.id, path: commune.path, kind, effectiveOn, grounds, reason, signer, signerTitle },
      ...{ createdBy: ctx.actor.personId, createdAt: ctx.now },
    })
    .returning({ id: teamDecisions.id })
  const id = made?.id ?? ''
  await writeLines(ctx, id, commune, input.lines)
  return { id }
}

/** A draft, its row locked, as it was seen. Throws NotFound, Forbidden, NotNow decisions.issued, Conflict decisions.changed. */
export async function lockDraft(ctx: Ctx, id: string, version: number) {
  const [draft] = await ctx.db.select().from(teamDecisions).where(eq(teamDecisions.id, id)).for('update')
  if (!draft) throw new NotFound('decisions.none')
  const commune = await ownCommune(ctx, draft.unitId)
  if (draft.state !== 'draft') throw new NotNow('decisions.issued', { number: draft.number ?? '' })
  if (draft.version !== version) throw new Conflict('decisions.changed')
  return { draft, commune }
}

/** The draft as it is now, all of it. Throws as lockDraft does, Invalid. */
export async function saveDecision(ctx: Ctx, input: SaveDecisionInput): Promise<{ id: string; version: number }> {
  const { draft, commune } = await lockDraft(ctx, input.id, input.version)
  await checkLines(ctx, commune, input.lines)
  await checkComponents(ctx, commune, input.lines)
  const { kind, effectiveOn, grounds, reason, signer, signerTitle } = input
  await ctx.db.delete(teamDecisionLines).where(eq(teamDecisionLines.decisionId, draft.id))
  await writeLines(ctx, draft.id, commune, input.lines)
  await ctx.db
    .update(teamDecisions)
    .set({ kind, effectiveOn, grounds, reason, signer, signerTitle, version: sql`${teamDecisions.version} + 1` })
    .where(eq(teamDecisions.id, draft.id))
  return { id: draft.id, version: draft.version + 1 }
}

/**
 * A draft that a commune left when it was cut goes on with the caller's, an heir of it; whoever was to sign it is in office no more.
 * Throws NotFound, Forbidden decisions.outside.
 */
export async function takeOverDraft(ctx: Ctx, { id }: TakeOverDraftInput): Promise<{ id: string }> {
  const { can } = await getDecision(ctx, id)
  if (!can.takeOver) throw new Forbidden('decisions.outside')
  const { rows } = await ctx.db.execute<{ done: boolean }>(sql`select take_over('team_decisions', ${id}) as done`)
  if (!rows[0]?.done) throw new NotFound('decisions.none')
  return { id }
}

/** A draft that nobody will sign. Throws as lockDraft does. */
export async function discardDecision(ctx: Ctx, input: DiscardDecisionInput): Promise<{ id: string }> {
  const { draft } = await lockDraft(ctx, input.id, input.version)
  await ctx.db.delete(teamDecisions).where(eq(teamDecisions.id, draft.id))
  return { id: draft.id }
}
