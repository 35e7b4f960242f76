import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from './session'
import { freshDatabase } from './testing/database'
import { lookAt } from './testing/look'

/**
 * Every definer function that the application's login may call, with arguments that would do something. A function that is
 * new and not named here fails the first test.
 */
const calls: Record<string, string> = {
  account_states: `select * from account_states(array(select person_id from assignments))`,
  add_component: `select add_component('Hội Khuyến học', null)`,
  add_agency: `select add_agency((select min(unit_id) from unit_versions where level = 'commune' and valid_to is null), 'commune_office', 'Phòng', 'P', 'P', null, '2026-01-01', 'nobody')`,
  add_headline: `select add_headline(1, 'teams', '2026-01-01', 1, false, 'nobody')`,
  begin_identity: `select * from begin_identity('${randomUUID()}', 1, '${randomUUID()}', now(), 'write')`,
  consent_late_report: `select consent_late_report(coalesce((select id from late_team_reports limit 1), '${randomUUID()}'), 0)`,
  freeze_figures: `select * from freeze_figures((select min(id) from periods), 'nobody at all')`,
  frozen_changes: `select * from frozen_changes(coalesce((select id from figure_freezes limit 1), '${randomUUID()}'), null)`,
  frozen_figures: `select * from frozen_figures(coalesce((select id from figure_freezes limit 1), '${randomUUID()}'))`,
  commune_month: `select * from commune_month((select min(unit_id) from unit_versions where level = 'commune' and valid_to is null), 1)`,
  hold_commune_month: `select hold_commune_month((select min(unit_id) from unit_versions where level = 'commune' and valid_to is null), 1)`,
  close_component: `select close_component((select min(code) from components), '2026-01-01')`,
  close_unit: `select close_unit((select max(id) from units), '2026-12-01', 'nobody')`,
  end_agency: `select end_agency((select min(id) from agencies), '2026-01-01', 'nobody')`,
  confirm_successions: `select confirm_successions((select jsonb_agg(jsonb_build_object('predecessor', predecessor_id, 'successor', successor_id, 'effective_on', effective_on, 'share', 1)) from unit_successions where not confirmed))`,
  left_at: `select * from left_at(array(select id from units where level = 'commune'))`,
  kept_members: `select * from kept_members(array['${randomUUID()}'::uuid] || array(select id from members))`,
  kept_record: `select kept_record('${randomUUID()}')`,
  members_line: `select * from members_line(array['${randomUUID()}'::uuid] || array(select id from members))`,
  anonymise_members: `select anonymise_members(array['${randomUUID()}'::uuid] || array(select id from members), now())`,
  log_access: `select log_access('reveal', 'members/1', 'nobody')`,
  issue_codes: `select * from issue_codes(array['${randomUUID()}'::uuid], array['x'])`,
  open_accounts: `select open_accounts(array['${randomUUID()}'::uuid], array['0900999999'])`,
  open_roster: `select * from open_roster((select min(unit_id) from unit_versions where level = 'commune' and valid_to is null), current_date, 'nobody at all')`,
  open_unit: `select open_unit('village', (select min(unit_id) from unit_versions where level = 'commune' and valid_to is null), 'thon', 'A', 'Thôn A', null, '2026-01-01')`,
  own_assignments: `select * from own_assignments('${randomUUID()}', 1, now())`,
  place_post: `select place_post('${randomUUID()}', 1)`,
  place_unit: `select place_unit('${randomUUID()}', 1)`,
  post_until: `select post_until('${randomUUID()}')`,
  posts_at: `select * from posts_at(array(select unit_id from assignments))`,
  own_record: `select own_record()`,
  reachable_people: `select nullif(reachable_people(), 0)`,
  own_reminders: `select * from own_reminders('2020-01-01')`,
  readings_of: `select * from readings_of((select id from members limit 1))`,
  own_provinces: `select * from own_provinces(array(select id from periods))`,
  own_province_totals: `select * from own_province_totals(array(select id from periods), false, true, null)`,
  own_province_units: `select * from own_province_units((select jsonb_agg(jsonb_build_object('id', id, 'bucket', code, 'whole', true, 'last', true, 'endsOn', ends_on)) from periods), '[{"code": "C01", "adds": true, "since": null}]', false, false, null)`,
  province_doubts: `select * from province_doubts(array(select id from periods))`,
  published_required: `select * from published_required(array(select id from periods))`,
  published_totals: `select * from published_totals(array(select id from periods))`,
  persons_by_sign_in_names: `select * from persons_by_sign_in_names(array['0900000001'])`,
  rename_agency: `select rename_agency((select min(id) from agencies), 'Phòng', 'P', 'P', null, '2026-01-01', 'nobody')`,
  remove_headline: `select remove_headline((select min(id) from headline_figures))`,
  session_counts: `select * from session_counts(array['${randomUUID()}'::uuid])`,
  set_account_state: `select set_account_state('${randomUUID()}', true)`,
  set_calendar_day: `select set_calendar_day('2026-12-31', 'holiday', 'nobody')`,
  take_over: `select take_over('team_decisions', '${randomUUID()}')`,
  team_rosters: `select * from team_rosters((select min(unit_id) from unit_versions where level = 'commune' and valid_to is null), current_date)`,
  roster_figures: `select * from roster_figures((select min(unit_id) from unit_versions where level = 'commune' and valid_to is null), '2026-01-01', current_date)`,
  team_counts: `select * from team_counts((select id from units where level = 'nation'), current_date, true)`,
  roster_composition: `select * from roster_composition((select id from units where level = 'nation'), current_date, true)`,
  set_member_limits: `select set_member_limits('village', 3::smallint, 9::smallint, null, '2026-01-01')`,
  set_rollout: `select set_rollout((select min(unit_id) from unit_versions where level = 'province'), 'not_joined', null, '2026-11-22', null)`,
  set_unit_flag: `select set_unit_flag((select max(id) from units), 'remote', '2026-01-01', null, 'nobody')`,
  stray_required: `select * from stray_required(array(select id from periods), false, null, false)`,
  stray_seats: `select * from stray_seats(array(select id from periods))`,
  stray_totals: `select * from stray_totals(array(select id from periods), false, null)`,
  course_begun: `select course_begun((select id from courses limit 1))`,
  training_figures: `select * from training_figures((select min(unit_id) from unit_versions where level = 'commune' and valid_to is null), '2026-01-01', '2026-12-31', '2026-01-01')`,
  training_modules: `select * from training_modules(1, (select id from courses limit 1), '2026-01-01')`,
  training_shares: `select * from training_shares(1, '2026-01-01', '2026-01-01', '2026-12-31', null)`,
  unlock_account: `select unlock_account('${randomUUID()}')`,
}

let urls: Awaited<ReturnType<typeof freshDatabase>>['urls']
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  ;({ urls, drop } = database)
})
afterAll(async () => {
  await endSessions()
  await drop?.()
})

it('names every definer function that the application may call', async () => {
  const { rows } = await lookAt(urls.owner, (client) =>
    client.query<{ name: string }>(
      `select distinct proname as name from pg_proc
        where pronamespace = 'public'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype
          and has_function_privilege('tn_runtime', oid, 'execute') order by 1`,
    ),
  )
  expect(rows.map((row) => row.name)).toEqual(Object.keys(calls).sort())
})

it.each(Object.entries(calls))('%s finds and changes nothing without an identity', async (_, call) => {
  const state = () =>
    lookAt(urls.system, async (client) => {
      const { rows } = await client.query(
        `select (select md5(string_agg(x::text, ',' order by x::text)) from unit_rollouts x) as rollouts,
                (select md5(string_agg(x::text, ',' order by x::text)) from province_settings x) as settings,
                (select md5(string_agg(x::text, ',' order by x::text)) from unit_flags x) as flags,
                (select md5(string_agg(x::text, ',' order by x::text)) from unit_successions x) as successions,
                (select md5(string_agg(x::text, ',' order by x::text)) from calendar_days x) as days,
                (select md5(string_agg(x::text, ',' order by x::text)) from agency_versions x) as agencies,
                (select md5(string_agg(x::text, ',' order by x::text)) from components x) as components,
                (select count(*) from member_limits) as limits, (select count(*) from access_log) as readings,
                (select count(*) from headline_figures) as headlines, (select count(*) from units) as units,
                (select md5(string_agg(x::text, ',' order by x::text)) from accounts x) as accounts`,
      )
      return rows[0]
    })
  const before = await state()
  // A session of its own: no setting was ever made in it, which reads as null and not as ''.
  const answer = await lookAt(urls.runtime, (client) =>
    client.query(call).then(
      ({ rows }) => rows.flatMap((row) => Object.values(row)).filter((value) => value !== null && value !== false),
      (error: { code?: string }) => error.code,
    ),
  )
  expect([[], '42501']).toContainEqual(answer)
  expect(await state()).toEqual(before)
})
