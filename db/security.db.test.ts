import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endSessions } from './session'
import { freshDatabase } from './testing/database'

/** Every table in one of three classes. A table in none fails the census. */
const reference = [
  'agencies',
  'agency_versions',
  'app_state',
  'calendar_days',
  'components',
  'form_rows',
  'form_rules',
  'form_versions',
  'forms',
  'headline_figures',
  'indicator_sources',
  'indicators',
  'member_limits',
  'periods',
  'province_settings',
  'schema_migrations',
  'unit_aliases',
  'unit_doubts',
  'unit_flags',
  'unit_homes',
  'unit_rollouts',
  'unit_strays',
  'unit_successions',
  'unit_versions',
  'units',
]
const scoped = [
  'activities',
  'activity_events',
  'activity_members',
  'activity_photos',
  'activity_teams',
  'assignment_areas',
  'assignments',
  'attendance_counts',
  'attendances',
  'audit_log',
  'auxiliary_groups',
  'data_requests',
  'completions',
  'course_modules',
  'courses',
  'column_mappings',
  'figure_freezes',
  'files',
  'focal_points',
  'frozen_totals',
  'frozen_units',
  'members',
  'memberships',
  'obligations',
  'officer_completions',
  'partners',
  'persons',
  'programmes',
  'register_starts',
  'team_reports',
  'team_report_versions',
  'team_report_events',
  'team_report_photos',
  'late_team_reports',
  'reminders',
  'reminder_lines',
  'deliveries',
  'message_quotas',
  'report_drafts',
  'reorganisation_changes',
  'reorganisation_confirmations',
  'reorganisation_decisions',
  'reorganisation_runs',
  'reorganisation_waits',
  'reorganisations',
  'report_events',
  'report_parts',
  'report_versions',
  'reports',
  'requests',
  'roster_import_rows',
  'roster_imports',
  'steering_committees',
  'team_coverages',
  'team_decision_lines',
  'team_decision_members',
  'team_decisions',
  'teams',
  'totals',
  'training_sessions',
  'unit_denominators',
]
const system = ['access_log', 'accounts', 'activation_codes', 'postings', 'reorganisation_inverses']

/** Tables without the audit trigger, each for a reason. */
const unaudited: Record<string, string> = {
  access_log: 'is a log',
  activity_events: 'is a log',
  activity_members: 'who took part; that it changed stands in the events',
  activity_photos: 'what came and went stands in the events, what its time took in the row itself',
  agencies: 'an identity; what changes is its versions',
  activation_codes: 'single use; issuing and using are in the log',
  app_state: 'says what seeds have run',
  audit_log: 'is the log',
  column_mappings: 'says itself who said so and when',
  deliveries: 'says itself what became of it',
  figure_freezes: 'append-only, written by the ledger; says itself who froze and when',
  files: 'append-only',
  form_rows: 'written by seeds and migrations alone',
  form_rules: 'written by seeds and migrations alone',
  form_versions: 'written by seeds and migrations alone',
  forms: 'written by seeds and migrations alone',
  frozen_totals: 'append-only, written by the ledger',
  frozen_units: 'append-only, written by the ledger',
  indicator_sources: 'written by seeds and migrations alone',
  indicators: 'written by seeds and migrations alone',
  late_team_reports: 'says itself who handed in, handed on and answered, and when',
  postings: 'follows reports, written by the ledger',
  reminder_lines: 'is a log',
  reminders: 'is a log',
  reorganisation_changes: 'part of a resolution, which is a record of what was decided',
  reorganisation_confirmations: 'says itself who confirmed and when',
  reorganisation_decisions: 'says itself who decided and when',
  reorganisation_inverses: 'is a log',
  reorganisation_runs: 'is a log',
  reorganisation_waits: 'says itself who decided and when',
  report_drafts: 'unsent drafts are nobody else’s business',
  report_events: 'is a log',
  report_parts: 'append-only, written by the job',
  report_versions: 'append-only, written by the ledger',
  requests: 'is a log',
  roster_import_rows: 'what a file says; what is applied of it stands in members and memberships',
  roster_imports: 'says itself who sent it and when',
  schema_migrations: 'is a log',
  team_decision_members: 'whom a draft names; what is issued stands in the memberships',
  team_report_events: 'is the log of the team’s report itself',
  team_report_photos: 'what came and went stands in the events, what its time took in the row itself',
  team_report_versions: 'every version that was sent, never changed',
  totals: 'follows reports, written by the ledger',
  unit_aliases: 'written by seeds and migrations alone',
  unit_doubts: 'follows the successions, written by the ledger',
  unit_homes: 'follows the successions, written by the ledger',
  unit_strays: 'follows the successions, written by the ledger',
  units: 'an identity; what changes is its versions',
}
/** Nobody in use may change or remove what stands in these. */
const appendOnly = [
  'access_log',
  'activity_events',
  'audit_log',
  'figure_freezes',
  'files',
  'frozen_totals',
  'frozen_units',
  'reminder_lines',
  'report_events',
  'report_versions',
  'team_report_events',
  'team_report_versions',
]

let drop: () => Promise<void>
let owner: pg.Client
let runtime: pg.Client
let systemLogin: pg.Client

const column = async (client: pg.Client, sql: string, params: unknown[] = []): Promise<string[]> =>
  (await client.query({ text: sql, values: params, rowMode: 'array' })).rows.map((row) => String(row[0]))

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  owner = new pg.Client(database.urls.owner)
  runtime = new pg.Client(database.urls.runtime)
  systemLogin = new pg.Client(database.urls.system)
  await Promise.all([owner.connect(), runtime.connect(), systemLogin.connect()])
})

afterAll(async () => {
  await Promise.all([owner?.end(), runtime?.end(), systemLogin?.end()])
  await endSessions()
  await drop?.()
})

const tables = () => column(owner, `select tablename from pg_tables where schemaname = 'public' order by 1`)

describe('census of the catalogue', () => {
  it('has every table in exactly one class', async () => {
    expect([...reference, ...scoped, ...system].sort()).toEqual(await tables())
    expect([reference.length, scoped.length, system.length]).toEqual([25, 61, 5])
  })

  it('has row-level security enabled and forced, with a policy, on every table', async () => {
    const bare = await column(
      owner,
      `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and (not c.relrowsecurity or not c.relforcerowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))`,
    )
    expect(bare).toEqual([])
  })

  it('has the audit trigger on every table but the named ones', async () => {
    const without = await column(
      owner,
      `select t.tablename from pg_tables t where t.schemaname = 'public' and not exists (
         select from pg_trigger g where g.tgname = 'audit' and g.tgrelid = format('public.%I', t.tablename)::regclass) order by 1`,
    )
    expect(without).toEqual(Object.keys(unaudited).sort())
    expect(without).toHaveLength(48)
  })

  it('gives the runtime nothing of system tables and only reading of reference tables', async () => {
    const grants = (await owner.query(
      `select table_name as t, array_agg(distinct privilege_type::text) as p from (
         select table_name, privilege_type from information_schema.role_table_grants where grantee = 'tn_runtime'
         union select table_name, privilege_type from information_schema.role_column_grants where grantee = 'tn_runtime') g group by 1`,
    )) as { rows: { t: string; p: string[] }[] }
    const of = (table: string) => grants.rows.find((row) => row.t === table)?.p ?? []
    for (const table of system) expect(of(table), table).toEqual([])
    for (const table of reference) expect(of(table), table).toEqual(['SELECT'])
    const figures = await column(
      owner,
      `select distinct column_name from information_schema.role_column_grants
        where grantee = 'tn_runtime' and table_name = 'reports' and privilege_type in ('INSERT', 'UPDATE')`,
    )
    for (const name of ['values', 'details', 'denominators', 'submission_no', 'first_sent_at', 'nil'])
      expect(figures).not.toContain(name)
  })

  it('keeps logs and versions from every login in use', async () => {
    const changeable = await column(
      owner,
      `select grantee || ' ' || privilege_type || ' ' || table_name from information_schema.role_table_grants
        where table_schema = 'public' and table_name = any ($1) and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
          and grantee like 'tn\\_%'`,
      [appendOnly],
    )
    expect(changeable).toEqual([])
    // But for the name of somebody whose name is taken away.
    const columns = await column(
      owner,
      `select grantee || ' ' || table_name || ' ' || column_name from information_schema.role_column_grants
        where table_schema = 'public' and table_name = any ($1) and privilege_type = 'UPDATE' and grantee like 'tn\\_%' order by 1`,
      [appendOnly],
    )
    expect(columns).toEqual(
      ['activity_events', 'team_report_events'].flatMap((table) =>
        ['person_name', 'reason', 'told_by'].map((name) => `tn_ledger ${table} ${name}`),
      ),
    )
  })

  it('uses no superuser, no login that bypasses or owns', async () => {
    const strong = await column(
      owner,
      `select rolname from pg_roles where rolname in ('tung_ngo_owner', 'tung_ngo_runtime', 'tung_ngo_system', 'tn_runtime', 'tn_system', 'tn_ledger')
          and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    )
    expect(strong).toEqual([])
    const owned = await column(
      owner,
      `select c.relname from pg_class c join pg_roles r on r.oid = c.relowner
        where c.relnamespace = 'public'::regnamespace and r.rolname <> 'tung_ngo_owner'`,
    )
    expect(owned).toEqual([])
    expect(await column(owner, `select 1 from pg_roles where rolname = 'tn_ledger' and rolcanlogin`)).toEqual([])
  })

  it('runs no definer function but the ledger’s, each with a fixed search path', async () => {
    const loose = await column(
      owner,
      `select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner
        where p.pronamespace = 'public'::regnamespace and p.prosecdef
          and (r.rolname <> 'tn_ledger' or not coalesce(p.proconfig::text like '%search_path%', false))`,
    )
    expect(loose).toEqual([])
    const open = await column(
      owner,
      `select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('public', p.oid, 'execute')`,
    )
    expect(open).toEqual([])
    expect(await column(owner, `select 1 where has_schema_privilege('tn_ledger', 'public', 'create')`)).toEqual([])
  })
})

describe('what a row-level policy lets through', () => {
  /** One row of every scoped table for a commune of Quảng Trị. */
  async function fill() {
    const { rows } = await systemLogin.query(
      `select c.unit_id as unit, p.unit_id as province from unit_versions c join unit_versions p on p.unit_id = c.parent_id
        where c.level = 'commune' and p.code = '44' and c.valid_to is null and p.valid_to is null limit 1`,
    )
    const { unit, province } = rows[0]
    const person = randomUUID()
    const report = randomUUID()
    const path = `(select path from units where id = ${unit})`
    for (const sql of [
      `insert into persons (id, full_name, sort_name, unit_id, path) values ('${person}', 'a', 'a', ${unit}, ${path})`,
      `insert into accounts (person_id, sign_in_name) values ('${person}', '${person}')`,
      `insert into assignments (person_id, role, unit_id, path, holder_name, valid_from) values ('${person}', 'commune_officer', ${unit}, ${path}, 'a', now())`,
      `insert into assignment_areas (assignment_id, unit_id, path) select id, ${unit}, ${path} from assignments where person_id = '${person}'`,
      `insert into steering_committees (unit_id, path, name, decision_number, decided_on, head, valid_from) values (${unit}, ${path}, 'a', '1', now(), 'a', now())`,
      `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at) values (${unit}, ${path}, now(), 1, 1, 1, 1, 1, now())`,
      `insert into periods (code, year, month, starts_on, ends_on, form_version_id, opens_at, send_from_at, team_due_at, commune_due_at, department_due_at, closes_at)
         select '2026-11', 2026, 11, '2026-10-15', '2026-11-14', max(id), now(), now(), now(), now(), now(), now() from form_versions`,
      `insert into obligations (period_id, unit_id, path, province_id, due_at, base_due_at) select id, ${unit}, ${path}, ${province}, now(), now() from periods`,
      `insert into reports (id, unit_id, path, period_id, province_id, form_version_id, status, submission_no) select '${report}', ${unit}, ${path}, id, ${province}, form_version_id, 'draft', 0 from periods`,
      `insert into report_drafts (report_id, unit_id, path, values, updated_at) values ('${report}', ${unit}, ${path}, '{"C01": 3}', now())`,
      `insert into report_events (report_id, unit_id, path, verb, to_status, submission_no, at) values ('${report}', ${unit}, ${path}, 'submit', 'submitted', 1, now())`,
      `insert into reorganisations (id, unit_id, path, resolution_number, issuer, effective_on, created_at) values ('${report}', ${province}, (select path from units where id = ${province}), '1', 'a', now(), now())`,
      `insert into reorganisation_changes (reorganisation_id, unit_id, path, line, kind, subject_id) select id, unit_id, path, 0, 'close', ${unit} from reorganisations where id = '${report}'`,
      `insert into reorganisation_decisions (reorganisation_id, unit_id, path, report_id, decision, submission_no, parts, decided_by, decided_at) select id, unit_id, path, '${report}', 'note', 1, '{}', '${person}', now() from reorganisations where id = '${report}'`,
      `insert into reorganisation_confirmations (reorganisation_id, unit_id, path, teams, villages, confirmed_by, confirmed_at) select id, unit_id, path, 1, 1, '${person}', now() from reorganisations where id = '${report}'`,
      `insert into reorganisation_runs (reorganisation_id, unit_id, path, action, started_at) select id, unit_id, path, 'apply', now() from reorganisations where id = '${report}'`,
      `insert into reorganisation_waits (reorganisation_id, unit_id, path, kind, subject_id, from_id, candidates) select id, unit_id, path, 'team', ${unit}, ${unit}, '{}' from reorganisations where id = '${report}'`,
      `insert into report_parts (period_id, unit_id, path, from_id, report_id, status, entire, nil, values, details) select period_id, unit_id, path, unit_id, id, status, true, false, '{}', '{}' from reports`,
      `insert into files (unit_id, path, name, mime, size, sha256, content, uploaded_by, uploaded_at) values (${unit}, ${path}, 'a', 'a', 1, 'a', 'a', '${person}', now())`,
      `update reports set status = 'submitted', submitted_at = now(), submitted_by = '${person}' where id = '${report}'`,
      `insert into units (id, level, path) select 9000001, 'team', path || '9000001.' from units where id = ${unit}`,
      `insert into teams (unit_id, path, commune_id, level, founded_on) select 9000001, path, ${unit}, 'village', now() from units where id = 9000001`,
      `insert into team_coverages (team_id, unit_id, path, village_id, valid_from) select unit_id, unit_id, path, ${unit}, now() from teams`,
      `insert into members (id, unit_id, path, full_name, sort_name, phone, created_at) select '${person}', unit_id, path, 'a', 'a', '0900000000', now() from teams`,
      `insert into memberships (member_id, unit_id, path, role, valid_from, created_at) select id, unit_id, path, 'member', now() - interval '2 days', now() from members`,
      `insert into team_decisions (id, unit_id, path, kind, effective_on, created_by, created_at) values ('${report}', ${unit}, ${path}, 'founding', now(), '${person}', now())`,
      `insert into team_decision_lines (decision_id, line, unit_id, path, team_id) values ('${report}', 1, ${unit}, ${path}, 9000001)`,
      `insert into team_decision_members (decision_id, line, member_id, unit_id, path, role) values ('${report}', 1, '${person}', ${unit}, ${path}, 'member')`,
      `insert into data_requests (unit_id, path, member_id, kind, received_on, answer_due_on, due_on, created_by, created_at) values (${unit}, ${path}, '${person}', 'see', now(), now(), now(), '${person}', now())`,
      `insert into auxiliary_groups (unit_id, path, kind, name, valid_from) values (${unit}, ${path}, 'other', 'a', now())`,
      `insert into focal_points (unit_id, path, full_name, sort_name, valid_from) values (${unit}, ${path}, 'a', 'a', now())`,
      `insert into courses (id, unit_id, path, code, name, audience, created_at) values ('${report}', ${unit}, ${path}, 'a', 'a', 'members', now())`,
      `insert into course_modules (course_id, position, unit_id, path, name) values ('${report}', 1, ${unit}, ${path}, 'a')`,
      `insert into training_sessions (id, unit_id, path, title, starts_on, ends_on, mode, organiser, audience, state, created_at) values ('${report}', ${unit}, ${path}, 'a', now(), now(), 'online', 'commune', 'members', 'held', now())`,
      `insert into attendances (session_id, member_id, unit_id, path, commune_id, created_at) select '${report}', '${person}', unit_id, path, ${unit}, now() from teams`,
      `insert into attendance_counts (session_id, unit_id, path, people, recorded_at) values ('${report}', ${unit}, ${path}, 3, now())`,
      `insert into completions (member_id, course_id, unit_id, path, commune_id, completed_on, source, created_at) select '${person}', '${report}', unit_id, path, ${unit}, now(), 'typed', now() from teams`,
      `insert into officer_completions (unit_id, path, course_id, completed_on, source, created_at) values (${unit}, ${path}, '${report}', now(), 'typed', now())`,
      `insert into register_starts (unit_id, path, register, starts_on, source, set_at) values (${unit}, ${path}, 'training', now(), 'register', now())`,
      `insert into team_reports (period_id, unit_id, path, due_at, base_due_at) select p.id, t.unit_id, t.path, now(), now() from periods p, teams t where t.unit_id = 9000001`,
      `update team_reports set status = 'sent', submission_no = 1, first_sent_at = now(), sent_at = now(), source = 'zalo', values = '{"C01": 3}'`,
      `insert into team_report_versions (period_id, unit_id, path, submission_no, nil, values, source, at) select period_id, unit_id, path, 1, nil, values, source, now() from team_reports`,
      `insert into team_report_events (period_id, unit_id, path, verb, submission_no, told_by, at) select period_id, unit_id, path, 'enter', 1, 'a', now() from team_reports`,
      `insert into late_team_reports (period_id, unit_id, path, state, team_version, nil, values, source, reason, asked_by, asked_at) select period_id, unit_id, path, 'held', version, false, '{"C01": 4}', 'team', 'a', '${person}', now() from team_reports`,
      `insert into team_report_photos (id, period_id, unit_id, path, submission_no, position, mime, width, height, size, sha256, content, uploaded_at) select '${report}', period_id, unit_id, path, 1, 1, 'a', 1, 1, 1, 'a', 'a', now() from team_reports`,
      `insert into reminders (id, person_id, on_day, created_at) values ('${report}', '${person}', now(), now())`,
      `insert into reminder_lines (reminder_id, person_id, period_id, unit_id, path, moment, due_on, due_at, created_at) select '${report}', '${person}', id, ${unit}, ${path}, 'due', now(), now(), now() from periods`,
      `insert into deliveries (reminder_id, person_id, unit_id, path, channel, next_at, created_at) values ('${report}', '${person}', ${unit}, ${path}, 'email', now(), now())`,
      `insert into message_quotas (unit_id, path, set_at) select id, path, now() from units where id = ${province}`,
      `insert into partners (unit_id, path, name, kind, created_at) values (${unit}, ${path}, 'a', 'bank', now())`,
      `insert into programmes (unit_id, path, name, starts_on, created_at) values (${unit}, ${path}, 'a', now(), now())`,
      `insert into units (id, level, path) select 9000002, 'team', path || '9000002.' from units where id = ${unit}`,
      `insert into teams (unit_id, path, commune_id, level, founded_on) select 9000002, path, ${unit}, 'village', now() from units where id = 9000002`,
      `insert into activities (id, unit_id, path, on_day, kind, channel, tasks, received_at) select '${report}', unit_id, path, now(), 'community', 'market', '{1}', now() from teams where unit_id = 9000001`,
      `insert into activity_teams (activity_id, unit_id, path, owner_id, owner_path) select a.id, t.unit_id, t.path, a.unit_id, a.path from activities a, teams t where t.unit_id = 9000002`,
      `insert into activity_members (activity_id, member_id, unit_id, path) select id, '${person}', unit_id, path from activities`,
      `insert into activity_events (activity_id, unit_id, path, verb, version, at) select id, unit_id, path, 'log', 1, now() from activities`,
      `insert into activity_photos (id, activity_id, unit_id, path, on_day, position, mime, width, height, size, sha256, content, uploaded_at) select '${report}', id, unit_id, path, on_day, 1, 'a', 1, 1, 1, 'a', 'a', now() from activities`,
      `insert into roster_imports (id, unit_id, path, person_id, assignment_id, file_name, sha256, created_at, changed_at)
         select '${report}', ${unit}, ${path}, '${person}', id, 'a', 'a', now(), now() from assignments where person_id = '${person}'`,
      `insert into roster_import_rows (import_id, place, unit_id, path, sheet, line, cells, verdict, said) values ('${report}', 0, ${unit}, ${path}, 0, 2, '[]', 'new', '{}')`,
      `insert into column_mappings (unit_id, path, headers, columns, person_id, said_at) values (${unit}, ${path}, 'a', '{}', '${person}', now())`,
    ]) {
      await systemLogin.query(sql)
    }
    // Nobody but the ledger writes a revision: a department freezes its month.
    await systemLogin.query(`update reports set status = 'accepted', accepted_at = now()`)
    const department = await identity('department_leader', '44', 'province')
    await runtime.query('begin')
    await runtime.query(`select * from begin_identity($1, 1, $2, now(), 'write')`, [
      department.person,
      department.assignment,
    ])
    await runtime.query(`select * from freeze_figures((select id from periods), null)`)
    await runtime.query('commit')
    return { unit, province, person }
  }

  async function identity(role: string, code: string, level: string): Promise<{ person: string; assignment: string }> {
    const person = randomUUID()
    const { rows } = await systemLogin.query(
      `select u.id, u.path from units u join unit_versions v on v.unit_id = u.id where v.level = $1 and v.code is not distinct from $2 and v.valid_to is null limit 1`,
      [level, code === '' ? null : code],
    )
    const { id, path } = rows[0]
    await systemLogin.query(
      `insert into persons (id, full_name, sort_name, unit_id, path) values ($1, 'x', 'x', $2, $3)`,
      [person, id, path],
    )
    await systemLogin.query(`insert into accounts (person_id, sign_in_name) values ($1, $2)`, [person, person])
    const made = await systemLogin.query(
      `insert into assignments (person_id, role, unit_id, path, holder_name, valid_from) values ($1, $2, $3, $4, 'x', now() - interval '1 day') returning id`,
      [person, role, id, path],
    )
    return { person, assignment: made.rows[0].id }
  }

  async function under<T>(who: { person: string; assignment: string }, mode: string, fn: () => Promise<T>): Promise<T> {
    await runtime.query('begin')
    try {
      const { rowCount } = await runtime.query(`select * from begin_identity($1, 1, $2, now(), $3)`, [
        who.person,
        who.assignment,
        mode,
      ])
      expect(rowCount).toBe(1)
      return await fn()
    } finally {
      await runtime.query('rollback')
    }
  }

  const counts = async () => {
    const found: Record<string, number> = {}
    for (const table of scoped) found[table] = Number((await column(runtime, `select count(*) from ${table}`))[0])
    return found
  }

  it('shows nothing without an identity, and a second tenant neither sees nor changes the first one’s rows', async () => {
    const { unit, person } = await fill()
    expect(Object.values(await counts()).every((n) => n === 0)).toBe(true)

    const own = await identity('province_admin', '44', 'province')
    const other = await identity('province_admin', '38', 'province')
    const seen = await under(own, 'read', counts)
    for (const table of [
      'persons',
      'assignments',
      'reports',
      'report_versions',
      'totals',
      'obligations',
      'files',
      'unit_denominators',
      'report_events',
      'steering_committees',
      'teams',
      'auxiliary_groups',
      'focal_points',
      'training_sessions',
      'attendance_counts',
      'officer_completions',
      'register_starts',
      'team_reports',
      'team_report_versions',
      'late_team_reports',
      'reminder_lines',
      'deliveries',
      'message_quotas',
      'figure_freezes',
      'frozen_units',
      'frozen_totals',
      'activities',
      'activity_teams',
      'activity_photos',
      'partners',
      'programmes',
    ]) {
      expect(seen[table], table).toBeGreaterThan(0)
    }
    // What a commune has not sent is its own; the version it filed is not.
    expect(seen.report_drafts).toBe(0)
    // Nor does a province read who is on a roster, nor a decision that is being drafted; the commune does.
    const inside = [
      'members',
      'memberships',
      'team_decisions',
      'team_decision_lines',
      'team_decision_members',
      'data_requests',
      'attendances',
      'completions',
      'activity_members',
      'activity_events',
      'team_report_events',
      'team_report_photos',
      'roster_imports',
      'roster_import_rows',
      'column_mappings',
    ]
    expect(inside.map((table) => seen[table])).toEqual(inside.map(() => 0))
    const { rows: place } = await systemLogin.query(
      `select code from unit_versions where unit_id = ${unit} and valid_to is null`,
    )
    const officer = await identity('commune_officer', place[0].code, 'commune')
    const known = await under(officer, 'read', counts)
    expect(inside.map((table) => known[table])).toEqual(inside.map(() => 1))

    const foreign = await under(other, 'write', counts)
    for (const table of scoped) {
      // The other province sees its own administrator, how he came about, the resolutions of the past, the national courses, and nothing of the commune.
      const everybodys = { reorganisations: 6, courses: 4, course_modules: 26 }
      const mine: Record<string, number> = { persons: 1, assignments: 1, audit_log: 2, ...everybodys }
      expect(foreign[table], table).toBe(mine[table] ?? 0)
    }
    await under(other, 'write', async () => {
      for (const sql of [
        `update reports set status = 'accepted'`,
        `update persons set full_name = 'stolen' where id <> '${other.person}'`,
        `update assignments set holder_name = 'stolen' where person_id <> '${other.person}'`,
        `update obligations set due_at = now()`,
        `update unit_denominators set households = 0`,
        `update steering_committees set head = 'stolen'`,
        `update report_drafts set nil = true`,
        `delete from assignment_areas`,
        `update reorganisations set state = 'scheduled'`,
        `delete from reorganisations`,
        `delete from reorganisation_changes`,
        `update reorganisation_decisions set decision = 'return'`,
        `update members set phone = null`,
        `update memberships set role = 'leader'`,
        `update team_decisions set number = '1'`,
        `delete from team_decision_members`,
        `delete from team_decision_lines`,
        `delete from team_decisions`,
        `delete from course_modules`,
        `update auxiliary_groups set name = 'stolen'`,
        `update focal_points set phone = null`,
        `update data_requests set state = 'answered'`,
        `update courses set official = true`,
        `update training_sessions set state = 'cancelled', cancelled_reason = 'a'`,
        `update attendance_counts set people = 0`,
        `delete from attendances`,
        `delete from completions`,
        `delete from officer_completions`,
        `update register_starts set source = 'manual'`,
        `update team_reports set values = '{}'`,
        `update late_team_reports set state = 'refused', answer = 'stolen', answered_at = now()`,
        `update late_team_reports set state = 'withdrawn', answered_at = now()`,
        `update activities set state = 'rejected', state_reason = 'x'`,
        `update reminders set seen_at = now()`,
        `update message_quotas set enabled = true, monthly_limit = 1000000`,
        `delete from activity_teams`,
        `delete from activity_members`,
        `delete from activity_photos`,
        `delete from team_report_photos`,
        `update partners set closed_on = now()`,
        `update programmes set ends_on = now()`,
        `update roster_imports set state = 'applying'`,
        `update roster_import_rows set choice = 'another'`,
        `delete from roster_import_rows`,
        `update column_mappings set columns = '{}'`,
      ]) {
        expect((await runtime.query(sql)).rowCount, sql).toBe(0)
      }
    })
    for (const sql of [
      `insert into persons (full_name, sort_name, unit_id, path) select 'a', 'a', id, path from units where id = ${unit}`,
      `insert into assignments (person_id, role, unit_id, path, holder_name, valid_from) select '${other.person}', 'commune_leader', id, path, 'a', now() from units where id = ${unit}`,
      `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at) select id, path, '2020-01-01', 1, 1, 1, 1, 1, now() from units where id = ${unit}`,
      `insert into steering_committees (unit_id, path, name, decision_number, decided_on, head, valid_from) select id, path, 'a', '1', now(), 'a', now() from units where id = ${unit}`,
      `insert into totals values (1, '', 1, 1, 1, 1, 1, 1, 1, 1)`,
      `update figure_freezes set reason = 'stolen'`,
      `delete from frozen_units`,
      `insert into frozen_totals select * from frozen_totals`,
      `insert into members (unit_id, path, full_name, sort_name, created_at) select id, path, 'a', 'a', now() from units where id = ${unit}`,
      `insert into memberships (member_id, unit_id, path, role, valid_from, created_at) select '${person}', id, path, 'leader', '2020-01-01', now() from units where id = 9000001`,
      `insert into team_decisions (unit_id, path, kind, effective_on, created_by, created_at) select id, path, 'founding', now(), '${person}', now() from units where id = ${unit}`,
      `insert into focal_points (unit_id, path, full_name, sort_name, valid_from) select id, path, 'a', 'a', now() from units where id = ${unit}`,
      `insert into auxiliary_groups (unit_id, path, kind, name, valid_from) select id, path, 'other', 'a', now() from units where id = ${unit}`,
      `insert into courses (unit_id, path, code, name, audience, created_at) select id, path, 'b', 'b', 'members', now() from units where id = ${unit}`,
      `insert into courses (unit_id, path, code, name, audience, created_at) select id, path, 'b', 'b', 'members', now() from units where level = 'nation'`,
      `insert into training_sessions (unit_id, path, title, starts_on, ends_on, mode, organiser, audience, created_at) select id, path, 'a', now(), now(), 'online', 'commune', 'members', now() from units where id = ${unit}`,
      `insert into attendances (session_id, member_id, unit_id, path, commune_id, created_at) select gen_random_uuid(), '${person}', id, path, ${unit}, now() from units where id = 9000001`,
      `insert into attendance_counts (session_id, unit_id, path, people, recorded_at) select gen_random_uuid(), id, path, 3, now() from units where id = ${unit}`,
      `insert into completions (member_id, course_id, unit_id, path, commune_id, completed_on, source, created_at) select '${person}', gen_random_uuid(), id, path, ${unit}, now(), 'typed', now() from units where id = 9000001`,
      `insert into officer_completions (unit_id, path, course_id, completed_on, source, created_at) select id, path, gen_random_uuid(), now(), 'typed', now() from units where id = ${unit}`,
      `insert into register_starts (unit_id, path, register, starts_on, source, set_at) select id, path, 'training', '2026-11-15', 'register', now() from units where id = ${unit}`,
      `select * from merged_members()`,
      `insert into team_reports (period_id, unit_id, path, due_at, base_due_at) select 1, id, path, now(), now() from units where id = 9000002`,
      `update team_reports set due_at = now() + interval '1 year'`,
      `delete from team_reports`,
      `insert into team_report_versions (period_id, unit_id, path, submission_no, nil, values, source, at) select p.id, u.id, u.path, 2, false, '{}', 'team', now() from units u, periods p where u.id = 9000001`,
      `update team_report_versions set values = '{}'`,
      `insert into team_report_events (period_id, unit_id, path, verb, submission_no, at) select p.id, u.id, u.path, 'return', 1, now() from units u, periods p where u.id = 9000001`,
      `delete from team_report_events`,
      `insert into late_team_reports (period_id, unit_id, path, state, team_version, nil, values, source, reason, asked_by, asked_at) select p.id, u.id, u.path, 'held', 1, false, '{"C01": 9}', 'team', 'a', '${other.person}', now() from units u, periods p where u.id = 9000001`,
      `update late_team_reports set values = '{"C01": 9}'`,
      `delete from late_team_reports`,
      `insert into team_report_photos (id, period_id, unit_id, path, submission_no, position, mime, width, height, size, sha256, content, uploaded_at) select '${randomUUID()}', p.id, u.id, u.path, 1, 2, 'a', 1, 1, 1, 'a', 'a', now() from units u, periods p where u.id = 9000001`,
      `update team_report_photos set uploaded_at = now()`,
      `insert into activities (id, unit_id, path, on_day, kind, channel, tasks, received_at) select gen_random_uuid(), id, path, now(), 'community', 'market', '{1}', now() from units where id = 9000001`,
      `insert into activity_events (activity_id, unit_id, path, verb, version, at) select '${randomUUID()}', id, path, 'log', 1, now() from units where id = 9000001`,
      `insert into activity_teams (activity_id, unit_id, path, owner_id, owner_path) select '${randomUUID()}', o.id, o.path, u.id, u.path from units u, units o where u.id = 9000001 and o.id = 9000002`,
      `insert into activity_members (activity_id, member_id, unit_id, path) select '${randomUUID()}', '${person}', id, path from units where id = 9000001`,
      `insert into activity_photos (id, activity_id, unit_id, path, on_day, position, mime, width, height, size, sha256, content, uploaded_at) select '${randomUUID()}', '${randomUUID()}', id, path, now(), 2, 'a', 1, 1, 1, 'a', 'a', now() from units where id = 9000001`,
      `insert into partners (unit_id, path, name, kind, created_at) select id, path, 'b', 'bank', now() from units where id = ${unit}`,
      `insert into programmes (unit_id, path, name, starts_on, created_at) select id, path, 'b', now(), now() from units where id = ${unit}`,
      `update activities set received_at = now()`,
      `insert into reminders (person_id, on_day, created_at) values ('${other.person}', now(), now())`,
      `insert into reminder_lines (reminder_id, person_id, period_id, unit_id, path, moment, due_on, due_at, created_at) select '${randomUUID()}', '${other.person}', p.id, u.id, u.path, 'due', now(), now(), now() from periods p, units u where u.id = ${unit}`,
      `update reminder_lines set moment = 'late'`,
      `update deliveries set state = 'waiting'`,
      `insert into message_quotas (unit_id, path, set_at) select p.id, p.path, now() from units p, units u where u.id = ${unit} and p.path = left(u.path, 8)`,
      `delete from activities`,
      `insert into roster_imports (id, unit_id, path, person_id, assignment_id, file_name, sha256, created_at, changed_at)
         select gen_random_uuid(), id, path, '${other.person}', '${other.assignment}', 'a', 'a', now(), now() from units where id = ${unit}`,
      `insert into roster_import_rows (import_id, place, unit_id, path, sheet, line, cells, verdict, said) values (gen_random_uuid(), 0, 1, '', 0, 1, '[]', 'new', '{}')`,
      `insert into column_mappings (unit_id, path, headers, columns, person_id, said_at) select id, path, 'a', '{}', '${other.person}', now() from units where id = ${unit}`,
      `insert into member_limits values (1, 'village', 1, 2, null, '2020-01-01')`,
      `insert into components (code, position) values ('x', 1)`,
      `select * from open_roster(${unit}, current_date, 'a good reason')`,
      `insert into audit_log (at, table_name, row_key, action, path, changed) values (now(), 'a', 'a', 'insert', '', '{}')`,
      `insert into units (level, path) values ('village', '0000001.')`,
      `update reports set values = '{}'`,
      `update totals set submitted_num = 0`,
      `insert into reorganisations (unit_id, path, resolution_number, issuer, effective_on, created_at) select id, path, '1', 'a', now(), now() from units where id = ${unit}`,
      `update reorganisations set applied_at = now()`,
      `update reorganisation_confirmations set teams = 0`,
      `insert into reorganisation_confirmations select id, ${unit}, (select path from units where id = ${unit}), 1, 1, '${other.person}', now() from reorganisations where recorded limit 1`,
      `insert into reorganisation_waits (reorganisation_id, unit_id, path, kind, from_id, candidates) select id, unit_id, path, 'team', 1, '{}' from reorganisations`,
      `insert into report_parts select * from report_parts`,
      `select * from reorganisation_inverses`,
      `select undo_reorganisation(gen_random_uuid())`,
      `update units set path = ''`,
      `delete from reports`,
      `select * from accounts`,
      `select * from access_log`,
      `select rebuild_totals()`,
    ]) {
      await expect(
        under(other, 'write', () => runtime.query(sql)),
        sql,
      ).rejects.toMatchObject({ code: '42501' })
    }
    // A forged path: the right province's path with the wrong unit breaks the foreign key, the wrong unit's own path the policy.
    await expect(
      under(other, 'write', () =>
        runtime.query(
          `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
           select ${unit}, current_setting('app.read_lo'), '2020-01-01', 1, 1, 1, 1, 1, now()`,
        ),
      ),
    ).rejects.toMatchObject({ code: '23503' })
  })

  it('shows the ministry every report and no name below the provinces', async () => {
    const ministry = await identity('ministry_admin', '', 'nation')
    const seen = await under(ministry, 'read', async () => ({
      reports: await column(runtime, 'select count(*) from reports'),
      photos: await column(runtime, 'select count(*) from activity_photos'),
      sources: await column(runtime, 'select count(*) from team_report_photos'),
      activities: await column(runtime, 'select count(*) from activities'),
      took: await column(runtime, 'select member_id from activity_members union select person_id from activity_events'),
      names: await column(
        runtime,
        'select length(path)::text from persons union select length(path)::text from assignments',
      ),
    }))
    expect(seen.reports).toEqual(['1'])
    expect([seen.activities, seen.photos, seen.sources, seen.took]).toEqual([['1'], ['0'], ['0'], []])
    expect(seen.names.every((length) => Number(length) <= 8)).toBe(true)
  })

  it('opens no write range to those who only read, nor to a leader but for his signature', async () => {
    for (const [role, mode, writes] of [
      ['ministry_analyst', 'sign', false],
      ['auditor', 'sign', false],
      ['province_leader', 'write', false],
      ['province_leader', 'sign', true],
      ['province_admin', 'read', false],
      ['province_admin', 'write', true],
    ] as const) {
      const who = await identity(
        role,
        role === 'ministry_analyst' ? '' : '44',
        role === 'ministry_analyst' ? 'nation' : 'province',
      )
      const changed = await under(
        who,
        mode,
        async () => (await runtime.query(`update reports set version = version + 1`)).rowCount,
      )
      expect(changed, `${role} ${mode}`).toBe(writes ? 1 : 0)
    }
  })

  it('refuses an ended, a future and a stolen assignment, an old epoch and a disabled person', async () => {
    const who = await identity('province_admin', '44', 'province')
    const thief = await identity('province_admin', '38', 'province')
    const ask = async (person: string, epoch: number, assignment: string, at: string) =>
      (await runtime.query(`select * from begin_identity($1, $2, $3, $4, 'write')`, [person, epoch, assignment, at]))
        .rowCount
    const soon = new Date(Date.now() + 1000).toISOString()
    expect(await ask(who.person, 1, who.assignment, soon)).toBe(1)
    expect(await ask(thief.person, 1, who.assignment, soon)).toBe(0)
    expect(await ask(who.person, 2, who.assignment, soon)).toBe(0)
    expect(await ask(who.person, 1, who.assignment, '2020-01-01')).toBe(0)
    await systemLogin.query(`update assignments set valid_to = now() where id = $1`, [who.assignment])
    expect(await ask(who.person, 1, who.assignment, soon)).toBe(0)
    await systemLogin.query(`update accounts set disabled_at = now() where person_id = $1`, [thief.person])
    expect(await ask(thief.person, 1, thief.assignment, soon)).toBe(0)
  })
})

describe('the schema in TypeScript', () => {
  it('names the columns that the database has', async () => {
    const schema = await import('./schema')
    const { getTableConfig, PgTable } = await import('drizzle-orm/pg-core')
    const described = Object.values(schema).filter((each) => each instanceof PgTable)
    for (const table of described) {
      const config = getTableConfig(table)
      const actual = await column(
        owner,
        `select column_name from information_schema.columns where table_schema = 'public' and table_name = $1 order by 1`,
        [config.name],
      )
      expect(config.columns.map((each) => each.name).sort(), config.name).toEqual(actual)
    }
    expect(described).toHaveLength(reference.length + scoped.length + system.length - 1)
  })
})
