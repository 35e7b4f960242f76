import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { asSystem, endSessions } from '@/db/session'
import { openPeriod } from '@/server/calendar/commands'
import { listCalendarDays } from '@/server/calendar/queries'
import { instantAt, isWorkingDay, monthPeriod } from '@/server/calendar/rules'
import { mailServer } from '@/server/testing-mail'
import { unitsAlone } from './units-alone'
import { type BenchDatabase, openWorld } from './world'

/** November 2026: due on Tuesday 17/11 (teams, until 24:00) and on Wednesday 18/11 at 17:00 (communes). */
const month = monthPeriod(2026, 11)
const from = instantAt(month.startsOn).getTime()
const to = instantAt('2026-11-21').getTime()
const step = 30 * 60_000
const teams = 10_000
const kills = 12
/** When each kind is spoken to, at 09:00: worked out by hand from the calendar, not by the product's rules. */
const days = {
  commune: {
    opened: '2026-10-15',
    before3: '2026-11-13',
    before1: '2026-11-17',
    due: '2026-11-18',
    late: '2026-11-19',
  },
  team: { opened: '2026-10-15', before3: '2026-11-12', before1: '2026-11-16', due: '2026-11-17', late: '2026-11-18' },
}

/** An officer in each commune, a leader in each team, one in charge in each province, all with an address; when each unit sends. */
async function prepare({ admin }: BenchDatabase): Promise<void> {
  await admin.query(`
    with made as (
      select nextval(pg_get_serial_sequence('units', 'id'))::int as id, x.id as commune, x.path, x.n from (
        select u.id, u.path, n, row_number() over (order by n, u.path) as at from units u
          join unit_versions v on v.unit_id = u.id and v.level = 'commune' and v.valid_to is null cross join generate_series(1, 4) n
      ) x where x.at <= ${teams}
    ), unit as (
      insert into units (id, level, path) select id, 'team', path || lpad(id::text, 7, '0') || '.' from made
    )
    insert into unit_versions (unit_id, level, parent_id, name, full_name, type, valid_from)
    select id, 'team', commune, 'Thôn ' || n, 'Tổ công nghệ số cộng đồng Thôn ' || n, 'to_cnscd', '2026-01-01' from made`)
  await admin.query(`
    insert into teams (unit_id, path, commune_id, level, founded_on)
    select u.id, u.path, v.parent_id, 'village', '2026-01-01' from units u join unit_versions v on v.unit_id = u.id where u.level = 'team'`)
  await admin.query(`
    create table bench_people as
    select gen_random_uuid() as id, u.id as unit_id, u.path, u.level,
           case u.level when 'team' then 'team_leader' when 'commune' then 'commune_officer' else 'province_officer' end as role
      from units u join unit_versions v on v.unit_id = u.id and v.valid_to is null where u.level in ('team', 'commune', 'province')`)
  await admin.query(`
    insert into persons (id, full_name, sort_name, unit_id, path, email)
    select id, 'Người ' || unit_id, unit_id || ' Người', unit_id, path, 'u' || unit_id || '@bench.example' from bench_people`)
  await admin.query(`insert into accounts (person_id, sign_in_name) select id, 'bench.' || unit_id from bench_people`)
  await admin.query(`
    insert into assignments (person_id, role, unit_id, path, holder_name, valid_from)
    select id, role, unit_id, path, 'Người ' || unit_id, '2026-01-01' from bench_people`)
  await admin.query(`update province_settings set reporting_from = '2026-10-15'`)
}

/** Opens the month, exempts one unit of forty, and lets the others send at random times from the 10th on; one of ten never does. */
async function openTheMonth({ admin }: BenchDatabase): Promise<void> {
  await asSystem('bench', (db) => openPeriod(db, month, instantAt(month.startsOn)))
  await admin.query(`update obligations set state = 'required', exempt_reason = null`)
  await admin.query(`update team_reports set state = 'required', exempt_reason = null`)
  await admin.query(`select setseed(0.5)`)
  await admin.query(`
    create table bench_arrivals as
    select u.id as unit_id, u.level,
           case when random() < 0.1 then null
                else timestamptz '2026-11-10 00:00+07' + random() * interval '10 days' end as at,
           random() < 0.025 as exempt
      from units u where u.level = 'team' or u.id in (select unit_id from obligations)`)
  await admin.query(`create index on bench_arrivals (at)`)
  await admin.query(`
    update obligations o set state = 'exempt', exempt_reason = 'bench' from bench_arrivals a where a.unit_id = o.unit_id and a.exempt`)
  await admin.query(`
    update team_reports t set state = 'exempt', exempt_reason = 'dissolved' from bench_arrivals a where a.unit_id = t.unit_id and a.exempt`)
  // What has arrived, put down by the superuser: the product's own sending is not what is measured here.
  await admin.query(`
    create function bench_arrive(p_now timestamptz) returns void language sql security definer as $$
      insert into reports (unit_id, path, period_id, province_id, form_version_id)
      select o.unit_id, o.path, o.period_id, o.province_id, p.form_version_id
        from bench_arrivals a join obligations o on o.unit_id = a.unit_id join periods p on p.id = o.period_id
       where a.at <= p_now and not a.exempt on conflict do nothing;
      update reports r set status = 'submitted', submitted_at = a.at, submission_no = 0 from bench_arrivals a
       where a.unit_id = r.unit_id and r.status = 'draft' and a.at <= p_now;
      update team_reports t set status = 'sent', first_sent_at = a.at, sent_at = a.at, submission_no = 1, source = 'team' from bench_arrivals a
       where a.unit_id = t.unit_id and a.at <= p_now and t.status = 'none' and not a.exempt
    $$;
    grant execute on function bench_arrive(timestamptz) to public`)
}

type Run = { child: ChildProcess; at: () => number; done: () => number; ended: Promise<number | null> }

/** Starts the clock at a moment. */
function startClock(database: BenchDatabase, smtp: string, start: number): Run {
  let [at, done] = [start, start - step]
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'reminders-clock.ts'), String(start), String(to), String(step)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        ...{ DATABASE_URL: database.urls.runtime, SYSTEM_URL: database.urls.system, OWNER_URL: database.urls.owner },
        ...{ SMTP_URL: smtp, MAIL_FROM: 'Bench <bench@tungngo.example>', GATEWAY_URL: '' },
      },
    },
  )
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, value] = line.split(' ')
    if (word === 'at') at = Number(value)
    if (word === 'done') done = Number(value)
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, at: () => at, done: () => done, ended }
}

const hourOf = (time: number) => new Date(time + 7 * 3_600_000).getUTCHours()
const dayOf = (time: number) => new Date(time + 7 * 3_600_000).toISOString().slice(0, 10)
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Whom something had to be said to on which day: from the arrivals alone. */
async function expected({ admin }: BenchDatabase): Promise<Set<string>> {
  const { rows } = await admin.query<{
    unit: number
    level: 'team' | 'commune'
    at: Date | null
    above: number
    commune: Date | null
  }>(`
    select a.unit_id as unit, a.level, a.at, u.id as above, c.at as commune
      from bench_arrivals a join units m on m.id = a.unit_id
      join units u on u.path = case a.level when 'team' then left(m.path, length(m.path) - 8) else left(m.path, 8) end
      left join bench_arrivals c on a.level = 'team' and c.unit_id = u.id and not c.exempt
     where not a.exempt and a.level in ('team', 'commune')`)
  const found = new Set<string>()
  for (const { unit, level, at, above, commune } of rows) {
    for (const [moment, day] of Object.entries(days[level])) {
      const nine = instantAt(day, 9)
      if ((at && at <= nine) || (commune && commune <= nine)) continue
      found.add(`${unit}/${day}`)
      if (moment === 'late') found.add(`${above}/${day}`)
    }
  }
  return found
}

/**
 * A month of simulated clock over all communes and 10,000 teams, letters to a real mail server that now and then refuses one, the
 * process killed in the middle of sending again and again and started anew at the moment where it was.
 */
export async function reminders() {
  const world = await openWorld(unitsAlone('tung_ngo_reminders_source'))
  const mail = await mailServer()
  try {
    const database = await world.copy('tung_ngo_reminders')
    Object.assign(process.env, { DATABASE_URL: database.urls.runtime, SYSTEM_URL: database.urls.system })
    await prepare(database)
    await openTheMonth(database)
    const started = performance.now()
    const letters: { id: string; to: string; at: number; lines: number }[] = []
    let start = from
    let killed = 0
    for (let run = startClock(database, mail.url, start); ; run = startClock(database, mail.url, start)) {
      let over = false
      const ended = run.ended.then((code) => {
        over = true
        return code
      })
      const seen = () => {
        for (const letter of mail.letters.splice(0))
          letters.push({ ...letter, at: run.at(), lines: linesOf(letter.raw) })
      }
      // Killed while letters are under way, after some of them or at once.
      let waitFor = letters.length + Math.floor(Math.random() * 2500) + 20
      while (!over) {
        await wait(20)
        seen()
        if (Math.random() < 0.02) mail.refuse.push(451)
        if (killed < kills && letters.length >= waitFor && run.at() > run.done()) {
          run.child.kill('SIGKILL')
          killed++
          waitFor = Number.POSITIVE_INFINITY
        }
      }
      seen()
      const code = await ended
      console.error(`until ${new Date(run.at()).toISOString()}: ${letters.length} letters, ${killed} times killed`)
      if (code === 0) break
      if (code !== null) throw new Error(`the clock ended with ${code}`)
      // What it stood at is told again; what lay taken is free after five minutes.
      start = run.at()
    }
    return { ...(await judge(database, letters)), killed, seconds: Math.round((performance.now() - started) / 1000) }
  } finally {
    await endSessions()
    await mail.close()
    await world.close()
  }
}

/** How many reports a letter lists, those counted in its last line included. */
function linesOf(raw: string): number {
  const text = decodeURIComponent(
    raw
      .replace(/=\r?\n/g, '')
      .replace(/%/g, '%25')
      .replace(/=([0-9A-F]{2})/g, '%$1'),
  )
  const more = /^- và ([\d.]+) báo cáo khác/m.exec(text)
  return (text.match(/^- .*báo cáo tháng/gm)?.length ?? 0) + Number(more?.[1]?.replace(/\D/g, '') ?? 0)
}

async function judge(database: BenchDatabase, letters: { id: string; to: string; at: number; lines: number }[]) {
  const { admin } = database
  const calendar = await asSystem('bench', (db) => listCalendarDays({ db }))
  const ids = new Map<string, Set<string>>()
  for (const { id, to, at } of letters) {
    const key = `${to}/${dayOf(at)}`
    ids.set(key, (ids.get(key) ?? new Set()).add(id))
  }
  const { rows: made } = await admin.query<{
    unit: number
    day: string
    at: Date
    state: string
    outcome: string | null
    id: string
  }>(`
    select p.unit_id as unit, r.on_day::text as day, r.created_at as at, d.state, d.outcome, d.id
      from reminders r join persons p on p.id = r.person_id left join deliveries d on d.reminder_id = r.id`)
  const { rows: twice } = await admin.query(`
    select 1 from reminder_lines group by person_id, period_id, unit_id, moment having count(*) > 1`)
  // What was open of each reminder when its letter went out.
  const { rows: open } = await admin.query<{ id: string; open: number }>(`
    select d.id, count(*) filter (where not a.exempt and (a.at is null or a.at > d.ended_at)
             and not coalesce(c.at <= d.ended_at and not c.exempt, false))::int as open
      from deliveries d join reminder_lines l on l.reminder_id = d.reminder_id join bench_arrivals a on a.unit_id = l.unit_id
      join units m on m.id = l.unit_id
      left join units u on a.level = 'team' and u.path = left(m.path, length(m.path) - 8)
      left join bench_arrivals c on c.unit_id = u.id
     where d.state = 'sent' group by 1`)
  const openOf = new Map(open.map((row) => [row.id, row.open]))
  const last = new Map(letters.map((letter) => [letter.id, letter]))
  const wanted = await expected(database)
  const said = new Set(made.map(({ unit, day }) => `${unit}/${day}`))
  const delivered = made.filter(({ state, id }) => state === 'sent' && last.has(id))
  const stopped = made.filter(({ state, outcome }) => state === 'stopped' && outcome === 'arrived')
  return {
    reminders: made.length,
    sent: last.size,
    doubled: [...ids.values()].filter((each) => each.size > 1).length + twice.length,
    at_night:
      letters.filter(({ at }) => hourOf(at) < 7 || hourOf(at) >= 21).length +
      made.filter(
        ({ at, day }) => hourOf(at.getTime()) < 9 || hourOf(at.getTime()) >= 21 || !isWorkingDay(day, calendar),
      ).length,
    to_those_done:
      [...last.values()].filter(({ id, lines }) => lines === 0 || lines !== openOf.get(id)).length +
      [...said].filter((each) => !wanted.has(each)).length,
    lost: [...wanted].filter((each) => !said.has(each)).length + made.length - delivered.length - stopped.length,
    /** A letter that the mail server had taken before the process was killed, and was given again under the same id. */
    given_again_under_one_id: letters.length - last.size,
  }
}
