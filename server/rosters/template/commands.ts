import { sql } from 'drizzle-orm'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden } from '../../errors'
import { canExportRoster } from '../import/policy'
import { loadPlaces } from '../import/register/queries'
import type { ExportRosterInput } from '../import/schema'
import type { ExportedRoster, TemplateRow } from './rules'

/** `roster` goes to the caller in this process alone: it is no part of the answer that is kept for a retry, nor of one over HTTP. */
export type Exported = { rows: number; readonly roster?: ExportedRoster }

/**
 * The roster of a commune as it stands today, with full numbers, for a file. Who asked, when and why is written down in the same
 * transaction. Throws Forbidden.
 */
export async function exportRoster(ctx: Ctx, input: ExportRosterInput): Promise<Exported> {
  if (!canExportRoster(ctx.actor, input.unitId)) throw new Forbidden('rosterImport.notExported')
  await ctx.db.execute(sql`select log_access('export', ${`rosters/${input.unitId}`}, ${input.reason})`)
  const on = dayInVietnam(ctx.now)
  const { rows: ranges } = await ctx.db.execute<{ lo: string; hi: string }>(
    sql`select path as lo, hi from units where id = ${input.unitId}`,
  )
  const places = await loadPlaces(ctx.db, ranges[0] ?? { lo: '', hi: '' }, on)
  const { rows: posts } = await ctx.db.execute<NonNullable<TemplateRow['member']> & { teamId: number }>(sql`
    select s.unit_id as "teamId", m.id, m.restricted_on is not null as restricted, m.full_name as "fullName", m.birth_year as "birthYear",
           m.sex, m.phone, s.role, s.component, s.concurrent_post as "concurrentPost", m.employer, m.residence, s.is_local as "isLocal",
           s.selection, s.valid_from as "from", s.valid_to - 1 as "to", s.ended_reason as reason
      from memberships s join members m on m.id = s.member_id
     where s.valid_from <= ${on}::date and (s.valid_to is null or s.valid_to > ${on}::date) and m.anonymised_at is null and m.merged_into is null
     order by case s.role when 'leader' then 0 when 'deputy' then 1 else 2 end, m.sort_name collate "vi-x-icu", m.id`)
  const working = places.teams.filter(({ dissolvedOn }) => !dissolvedOn || dissolvedOn > on)
  const rows = working.flatMap(({ id, fullName, level, villages }): TemplateRow[] => {
    const team = { teamId: id, team: fullName, level, villages: villages.join(', ') }
    const inside = posts.filter(({ teamId }) => teamId === id).map(({ teamId: _, ...member }) => ({ ...team, member }))
    return inside.length > 0 ? inside : [{ ...team, member: null }]
  })
  const roster: ExportedRoster = {
    ...{ commune: places.communes[0]?.fullName ?? '', teams: working.map(({ fullName }) => fullName), rows },
    components: places.components.filter(({ closed }) => !closed),
    ...{ madeBy: ctx.actor.holderName, madeAt: ctx.now, on, reason: input.reason },
  }
  return Object.defineProperty({ rows: rows.length } as Exported, 'roster', { value: roster, enumerable: false })
}
