import { randomUUID } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import { sortNameOf } from '../../../people/rules'
import { table } from '../../../units/reorganised/commands'
import type { Judged } from '../judging/rules'
import type { Effect } from '../steps/rules'

const atOnce = 2000

export type Written = { added: number; changed: number; ended: number }
export type Told = (step: string, done: number, of: number) => Promise<void>

const memberColumns =
  'id uuid, "teamId" int, "fullName" text, "sortName" text, sex text, "birthYear" smallint, phone text, residence text, employer text'
const postColumns =
  'id uuid, "memberId" uuid, "teamId" int, role text, component text, "concurrentPost" text, "isLocal" boolean, selection jsonb, "from" date, "to" date, reason text'
const ticks = sql`array(select jsonb_array_elements_text(x.selection))`

/** Writes what the rows come to, a statement for each kind of thing and two thousand of them, all in the caller's transaction. */
export async function writeRows(
  db: Tx,
  judged: readonly Judged[],
  by: { personId: string; now: Date },
  tell: Told,
): Promise<Written> {
  const effects = judged.flatMap(({ effect }) => effect ?? [])
  const ids = new Map<string, string>()
  for (const { member } of effects) if (member.kind === 'new') ids.set(member.ref, randomUUID())
  const idOf = ({ member }: Effect) =>
    member.kind === 'new' || member.kind === 'ref' ? (ids.get(member.ref) ?? '') : member.id
  const teamOf = ({ adds, edits }: Effect) => (adds[0] ?? edits[0])?.teamId ?? null
  const made = effects.flatMap((effect) =>
    effect.member.kind === 'new'
      ? {
          id: idOf(effect),
          teamId: teamOf(effect),
          ...effect.member.values,
          sortName: sortNameOf(effect.member.values.fullName),
        }
      : [],
  )
  const corrected = effects.flatMap(({ member }) =>
    member.kind === 'change' ? { id: member.id, ...member.values, sortName: sortNameOf(member.values.fullName) } : [],
  )
  const ends = effects.flatMap((effect) => effect.ends)
  const edits = effects.flatMap((effect) => effect.edits)
  const adds = effects.flatMap((effect) =>
    effect.adds.map((post) => ({ ...post, id: randomUUID(), memberId: idOf(effect) })),
  )
  // A person is kept with the team whose roster he is on, and goes where it goes.
  const moved = effects.flatMap((effect) =>
    effect.ends.length > 0 ? { id: idOf(effect), teamId: teamOf(effect) } : [],
  )
  const edited = (leader: boolean) => edits.filter(({ role }) => (role === 'leader') === leader)
  const at = by.now.toISOString()

  const edit = (rows: readonly object[]) => sql`
    update memberships s set role = x.role, component = x.component, concurrent_post = x."concurrentPost", is_local = x."isLocal",
           selection = ${ticks}, valid_from = x."from", valid_to = x."to", ended_reason = x.reason
      from ${table(rows, postColumns)} where s.id = x.id`
  const steps: [readonly object[], (rows: readonly object[]) => SQL][] = [
    [
      made,
      (rows) => sql`
        insert into members (id, unit_id, path, full_name, sort_name, sex, birth_year, phone, residence, employer, created_by, created_at)
        select x.id, t.unit_id, t.path, x."fullName", x."sortName", x.sex, x."birthYear", x.phone, x.residence, x.employer, ${by.personId}::uuid, ${at}::timestamptz
          from ${table(rows, memberColumns)} join teams t on t.unit_id = x."teamId"`,
    ],
    [
      corrected,
      (rows) => sql`
        update members m set full_name = x."fullName", sort_name = case when m.full_name = x."fullName" then m.sort_name else x."sortName" end,
               sex = x.sex, birth_year = x."birthYear", phone = x.phone, residence = x.residence, employer = x.employer, version = m.version + 1
          from ${table(rows, memberColumns)} where m.id = x.id`,
    ],
    [
      ends,
      (rows) => sql`
        update memberships s set valid_to = x."to", ended_reason = x.reason from ${table(rows, postColumns)} where s.id = x.id`,
    ],
    // Whoever stops leading before whoever begins to.
    [edited(false), edit],
    [edited(true), edit],
    [
      adds,
      (rows) => sql`
        insert into memberships (id, member_id, unit_id, path, role, component, concurrent_post, is_local, selection, valid_from, valid_to, ended_reason, created_by, created_at)
        select x.id, x."memberId", t.unit_id, t.path, x.role, x.component, x."concurrentPost", x."isLocal", ${ticks}, x."from", x."to", x.reason,
               ${by.personId}::uuid, ${at}::timestamptz
          from ${table(rows, postColumns)} join teams t on t.unit_id = x."teamId"`,
    ],
    [
      moved,
      (rows) => sql`
        update members m set unit_id = t.unit_id, path = t.path from ${table(rows, memberColumns)} join teams t on t.unit_id = x."teamId"
         where m.id = x.id and m.unit_id <> t.unit_id`,
    ],
  ]
  const of = steps.reduce((sum, [rows]) => sum + rows.length, 0)
  let done = 0
  for (const [rows, write] of steps)
    for (let i = 0; i < rows.length; i += atOnce) {
      await db.execute(write(rows.slice(i, i + atOnce)))
      done = Math.min(of, done + atOnce)
      await tell('write', done, of)
    }
  return { added: adds.length, changed: corrected.length + edits.length, ended: ends.length }
}
