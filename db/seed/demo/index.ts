import type { ClientBase } from 'pg'
import { say } from '@/db/failure'
import { seedDenominators } from '../bulk/denominators'
import { diceOf } from '../bulk/dice'
import { extensionReasons } from '../bulk/narrative'
import { seedRegisters } from '../bulk/registers'
import { seedExceptions, seedReports } from '../bulk/reports'
import { seedRosters } from '../bulk/rosters'
import { communesOn, type SeedCommune } from '../bulk/rows'
import { demoVillages } from '../villages'
import { seedActivities } from './activities'
import { seedFlags } from './flags'
import { demoSignIns, seedAreas, seedPeople, seedStandIn } from './people'
import { homeCommune, homeProvince, neighbour, shownProvinces } from './places'
import { type Focus, type Scenario, scenarios, type Told, tell } from './scenarios'
import { seedTrainingDemo } from './training'

export type { DemoSignIn } from './people'
export { demoSignIns }

const seed = 2026
const dayMs = 86_400_000
const dayOf = (instant: Date) => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)

type Period = { id: number; code: string; t: number; startsOn: string; endsOn: string } & Focus

async function listPeriods(client: ClientBase): Promise<Period[]> {
  const { rows } = await client.query<Period>(
    `select id, code, (year - 2023) * 12 + month - 12 as t, starts_on::text as "startsOn", ends_on::text as "endsOn",
            send_from_at as "sendFromAt", commune_due_at as "dueAt", closes_at as "closesAt",
            (select array_agg(g::date::text order by g)
               from generate_series((send_from_at at time zone 'Asia/Ho_Chi_Minh')::date, (closes_at at time zone 'Asia/Ho_Chi_Minh')::date, interval '1 day') g
               left join calendar_days c on c.on_day = g::date
              where coalesce(c.kind = 'make_up', extract(isodow from g) < 6)) as "workedDays"
       from periods order by starts_on`,
  )
  return rows
}

/** Who is told what, in the period that has just ended; the order in a province is by dice, xã Lìa and its neighbour are fixed. */
function cast(communes: readonly SeedCommune[], focus: Period, now: Date) {
  const told = new Map<number, Told>()
  const roles = new Map<number, Scenario | 'begun'>()
  for (const province of shownProvinces) {
    const own = communes.filter((each) => each.provinceCode === province && each.type !== 'dac_khu')
    const fixed = new Map<string, Scenario | 'begun'>(
      province === homeProvince
        ? [
            [homeCommune, 'begun'],
            [neighbour, 'awaiting'],
          ]
        : [],
    )
    const order = own
      .filter((each) => !fixed.has(each.name))
      .sort((a, b) => diceOf(`cast/${a.code}`)[0] - diceOf(`cast/${b.code}`)[0])
    const chosen = [
      ...own.flatMap((each) => {
        const scenario = fixed.get(each.name)
        return scenario ? [{ commune: each, scenario }] : []
      }),
      ...scenarios.flatMap((scenario, i) => {
        const commune = order[i]
        return commune ? [{ commune, scenario }] : []
      }),
    ]
    chosen.forEach(({ commune, scenario }, place) => {
      roles.set(commune.id, scenario)
      told.set(commune.id, tell(scenario, commune.id, place, focus, now))
    })
  }
  return { told, roles }
}

/**
 * The demonstration: people, villages and teams of three provinces, denominators and thirteen months of reports of every
 * commune that owes them. Runs as the system login in a transaction of the caller, with `app.seed` on; periods and
 * obligations are there already, totals are rebuilt afterwards. Nothing lies after `now`.
 */
export async function seedDemo(
  client: ClientBase,
  { now, progress }: { now: Date; progress: (message: string) => void },
): Promise<void> {
  // Tables filled in this very transaction have no statistics: without these the planner takes thousands of rows for one,
  // and compiling the long expressions takes longer than they do.
  await client.query('set local jit = off')
  await client.query('set local enable_nestloop = off')
  const today = dayOf(now)
  const periods = await listPeriods(client)
  const focus = periods.findLast((period) => period.endsOn < today)
  const first = periods[0]
  if (!focus || !first) throw new Error('no period has ended yet')

  progress(say('seed.units'))
  await seedDenominators(client, seed, today, dayOf(new Date(Date.parse(first.startsOn) - 14 * dayMs)))
  await seedFlags(client, today)
  const communes = await communesOn(client, today, [...shownProvinces])
  await seedRegisters(client, communes, {
    seed,
    range: demoVillages,
    until: dayOf(new Date(now.getTime() - 40 * dayMs)),
  })
  await seedRosters(client, communes, { seed, whole: homeCommune })

  progress(say('seed.people'))
  const { told, roles } = cast(communes, focus, now)
  const { lia, other, nation, provinces } = await seatPeople(
    client,
    communes,
    new Date(Date.parse(first.startsOn) - 7 * dayMs),
  )
  await client.query(
    `update members m set person_id = p.id, full_name = p.full_name, sort_name = p.sort_name, phone = p.phone
       from assignments a join persons p on p.id = a.person_id join memberships s on s.unit_id = a.unit_id and s.role = 'leader'
      where a.role = 'team_leader' and s.valid_to is null and m.id = s.member_id`,
  )
  await seedStandIn(client, lia.id, other.id, new Date(now.getTime() - 6 * dayMs), new Date(now.getTime() + 24 * dayMs))
  const shown = [...roles].filter(([, scenario], i, all) => all.findIndex(([, each]) => each === scenario) === i)
  const area = new Set([lia.id, ...shown.map(([id]) => id)])
  await seedAreas(
    client,
    provinces.get(homeProvince)?.id ?? 0,
    communes.filter((each) => area.has(each.id)).slice(0, 13),
  )

  const home = communes.filter((each) => each.provinceCode === homeProvince)
  const province = provinceOf(provinces, homeProvince)
  await seedTrainingDemo(client, { communes: home, nation, province, today })

  const outside = [...told.keys()]
  await seedExceptions(
    client,
    periods.filter((each) => each.endsOn < today).map((each) => each.id),
    seed,
    outside,
  )
  await decide(client, focus, told)
  const growing = [...roles].filter(([, scenario]) => scenario === 'far').map(([id]) => id)
  for (const [i, period] of periods.entries()) {
    progress(say('seed.reports', { period: period.code, n: i + 1, of: periods.length }))
    const isFocus = period.id === focus.id
    await seedReports(client, {
      periodId: period.id,
      seed,
      now,
      draftShare: isFocus ? 0.3 : period.endsOn < today ? 0 : 0.03,
      nilShare: isFocus ? 0.01 : 0,
      told: isFocus ? outside : [],
      plans: isFocus ? [...told.values()].flatMap(({ plan }) => plan ?? []) : [],
      growing: { unitIds: growing, since: first.t },
    })
  }
  const logging = [lia, other, ...home.filter((each) => each !== lia && each !== other).slice(0, 8)]
  await seedActivities(client, logging, { nation, province }, now)
  progress(say('seed.totals'))
}

function provinceOf<Place>(provinces: ReadonlyMap<string, Place>, code: string): Place {
  const found = provinces.get(code)
  if (!found) throw new Error(`no province ${code}`)
  return found
}

async function seatPeople(client: ClientBase, communes: readonly SeedCommune[], since: Date) {
  const named = (name: string) => {
    const found = communes.find((each) => each.provinceCode === homeProvince && each.name === name)
    if (!found) throw new Error(`no commune ${name}`)
    return found
  }
  const lia = named(homeCommune)
  const other = named(neighbour)
  const { rows } = await client.query<{ id: number; path: string; code: string | null; level: string }>(
    `select u.id, u.path, v.code, v.level from unit_versions v join units u on u.id = v.unit_id
      where v.valid_to is null and (v.level = 'nation' or (v.level = 'province' and v.code = any ($1)))
     union all
     (select u.id, u.path, null, 'team' from teams t join units u on u.id = t.unit_id
       where t.commune_id = $2 and t.level = 'village' order by u.id limit 1)`,
    [shownProvinces, lia.id],
  )
  const byLevel = (level: string) => {
    const found = rows.find((row) => row.level === level)
    if (!found) throw new Error(`no unit of level ${level}`)
    return found
  }
  const provinces = new Map(rows.filter((row) => row.level === 'province').map((row) => [row.code ?? '', row]))
  await seedPeople(client, { nation: byLevel('nation'), provinces, lia, team: byLevel('team') }, communes, since)
  return { lia, other, nation: byLevel('nation'), provinces }
}

/** Exemptions and extensions that the scenarios tell of. */
async function decide(client: ClientBase, focus: Period, told: Map<number, Told>): Promise<void> {
  const decided = [...told].filter(([, { exempt, dueAt }]) => exempt || dueAt)
  await client.query(
    `update obligations o set
       state = case when x.due_at is null then 'exempt' else o.state end,
       exempt_reason = case when x.due_at is null then $4 end,
       due_at = coalesce(x.due_at, o.due_at), extension_reason = case when x.due_at is not null then $5 end
     from unnest($2::int[], $3::timestamptz[]) as x(unit_id, due_at)
     where o.period_id = $1 and o.unit_id = x.unit_id`,
    [
      focus.id,
      decided.map(([id]) => id),
      decided.map(([, { dueAt }]) => dueAt ?? null),
      'Tập trung khắc phục hậu quả mưa lũ theo văn bản của Ủy ban nhân dân tỉnh.',
      extensionReasons[0],
    ],
  )
}
