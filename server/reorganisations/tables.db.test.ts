import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cast, freshCast } from '@/db/testing/cast'
import { lookAt } from '@/db/testing/look'

/**
 * What becomes of every table that lies in the tree when a unit ends. A table with a path that is not named here fails the first test. When a unit
 * goes to another province, or is renamed, rows keep their unit and their paths follow, in every table alike; nothing else happens to them.
 *
 * `follows`: rows of villages and teams go where those go: into the heir of a commune that went wholly into another, into the part in
 * which a person places a team of one that was cut; who is on a roster, what a team did and who was trained with it.
 * `along`: goes to the heir of a unit that went wholly into another, who goes on with it; taken back, it goes back as it has become.
 * `ends`: holds until the day and is over then. `begins`: ends, and begins anew at the heir. `moves`: goes on at the heir, with its own rule.
 * `heirs`: stays with the ended unit as it was; its heirs read it and count it. `stays`: stays, and is read where the ended unit's rows lie.
 * `log`: what happened, where it happened.
 *
 * Taken back: what a resolution touched is written down row by row (`recorded`), in the tables that `writes` names.
 */
type Fate = 'follows' | 'along' | 'ends' | 'begins' | 'moves' | 'heirs' | 'stays' | 'log'
const fates: Record<string, Fate> = {
  units: 'moves',
  // 0001 to 0021
  assignment_areas: 'begins',
  assignments: 'begins',
  audit_log: 'log',
  files: 'heirs',
  obligations: 'moves',
  persons: 'moves',
  reorganisation_changes: 'log',
  reorganisation_confirmations: 'log',
  reorganisation_decisions: 'log',
  reorganisation_runs: 'log',
  reorganisation_waits: 'log',
  reorganisations: 'log',
  report_drafts: 'stays',
  report_events: 'heirs',
  report_parts: 'begins',
  report_versions: 'heirs',
  reports: 'heirs',
  requests: 'log',
  steering_committees: 'ends',
  team_coverages: 'follows',
  teams: 'follows',
  // totals are a province's and follow its reports
  totals: 'stays',
  unit_denominators: 'heirs',
  // 0022: of decisions drafts go along with their lines and people, or wait at a cut until an heir takes them over; what was issued stays and is
  // read by the heirs. Groups that stand go to the heir of the whole, else they end. People in no team go along, all others with their team.
  auxiliary_groups: 'moves',
  focal_points: 'ends',
  members: 'along',
  memberships: 'follows',
  team_decision_lines: 'along',
  team_decision_members: 'along',
  team_decisions: 'along',
  // 0023: whoever answers by then answers by the clocks that run; at a cut an heir takes over what is open.
  data_requests: 'along',
  // 0024: planned sessions go along, or wait at a cut; held ones stay with their counts and are the heir's past: it ticks who came and counts them.
  // Courses go along, at a cut they are closed. Attendances and completions keep the commune of then (`commune_id`).
  attendance_counts: 'heirs',
  attendances: 'follows',
  completions: 'follows',
  course_modules: 'along',
  courses: 'along',
  officer_completions: 'heirs',
  training_sessions: 'along',
  // 0027: an heir says for itself from which month its register counts; what was sent stays as it was sent.
  register_starts: 'heirs',
  // 0025: programmes and partners go along, at a cut they end; the log lies in the teams, pictures too.
  activities: 'follows',
  activity_events: 'follows',
  activity_members: 'follows',
  activity_photos: 'follows',
  activity_teams: 'follows',
  partners: 'along',
  programmes: 'along',
  // 0033: what a team owes and reports lies in the team; what its commune of then sent counts it where it was.
  team_report_events: 'follows',
  team_report_versions: 'follows',
  team_reports: 'follows',
  // 0035: what it was typed from lies in the team and is seen by the commune that it is in.
  team_report_photos: 'follows',
  // 0034: what waits for the level above goes with the team; its commune of then or now takes it back.
  late_team_reports: 'follows',
  // 0038: what was said of a month stays with the unit whose month it was; a province says for itself what it pays for.
  deliveries: 'stays',
  message_quotas: 'stays',
  reminder_lines: 'stays',
  // 0037: what a province published of a period is its own as it was, whoever has its communes now.
  figure_freezes: 'stays',
  frozen_totals: 'stays',
  frozen_units: 'stays',
  // 0026: a file is judged under a post of its unit; that post ends, the job refuses what is under way, and all of it is forgotten thirty days later. It
  // is sent again at the heir, which knows what the columns of its headers mean.
  column_mappings: 'along',
  roster_import_rows: 'stays',
  roster_imports: 'stays',
}
/** Parts of a head go where it goes, and back with it. */
const parts = ['course_modules', 'team_decision_lines', 'team_decision_members']
/** Logs say where it happened; whose path they carry is no unit's any more. */
const pathsThatStay = ['audit_log']

let cast: Cast
const list = (text: string): Promise<string[]> =>
  lookAt(cast.urls.system, async (client) => (await client.query<{ name: string }>(text)).rows.map(({ name }) => name))
const withTrigger = (trigger: string) =>
  list(
    `select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = '${trigger}' order by 1`,
  )
const named = (...of: Fate[]) => Object.keys(fates).filter((table) => of.includes(fates[table] as Fate))

beforeAll(async () => {
  cast = await freshCast('Cà Mau')
})
afterAll(() => cast.close())

it('every table that lies in the tree says what becomes of it when its unit ends', async () => {
  const lying = await list(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'path' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`)
  expect(Object.keys(fates).sort()).toEqual(lying)
  expect(lying).toHaveLength(61)
})

it('paths follow the units, in every table alike', async () => {
  const following = await list(`
    select distinct c.relname as name
      from pg_constraint f join pg_class c on c.oid = f.conrelid
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'path' and a.attnum = any (f.conkey)
     where f.contype = 'f' and f.confupdtype = 'c' order by 1`)
  expect([...following, ...pathsThatStay, 'units'].sort()).toEqual(Object.keys(fates).sort())
})

it('what goes along with a unit, or is ended or begun for it, is written down, so that it is taken back', async () => {
  const [recorded, moved] = [await withTrigger('recorded'), await withTrigger('moved')]
  expect(moved.sort()).toEqual(
    named('along')
      .filter((table) => !parts.includes(table))
      .sort(),
  )
  for (const table of [...moved, ...named('ends', 'begins', 'moves')]) expect(recorded, table).toContain(table)
  for (const table of named('log')) expect(recorded, table).not.toContain(table)
})
