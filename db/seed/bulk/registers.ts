import type { ClientBase } from 'pg'
import type { UnitType } from '@/db/enums'
import { fullNameOf } from '@/db/unit-names'
import { pathStep } from '../unit-rows'
import { type VillageRange, villagesOf } from '../villages'
import { diceOf } from './dice'
import { insertRows, type SeedCommune } from './rows'

type Opened = {
  id: number
  path: string
  parentId: number
  level: 'village' | 'team'
  type: UnitType
  name: string
  from: string
}
type Team = Opened & { communeId: number; teamLevel: 'commune' | 'village'; covers: number[] }

const dayMs = 86_400_000
const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + Math.floor(days) * dayMs).toISOString().slice(0, 10)
const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/**
 * Villages, teams and which villages they cover, of the given communes. Nine villages in ten have a team of their own, a few
 * have two, a few share their neighbour's, some have none; every commune has one team of its own. Most teams were founded
 * soon after the commune, some later, none after `until`. Returns the numbers made.
 */
export async function seedRegisters(
  client: ClientBase,
  communes: readonly SeedCommune[],
  options: { seed: number; range: VillageRange; until: string },
): Promise<{ villages: number; teams: number }> {
  const { seed, range, until } = options
  const plans = communes.map((commune) => ({
    commune,
    villages: villagesOf({ ...commune, type: commune.type as UnitType }, seed, range),
  }))
  const most = plans.reduce((sum, plan) => sum + 1 + 3 * plan.villages.length, 0)
  const { rows } = await client.query<{ first: number }>(
    `select min(id)::int as first from (select nextval(pg_get_serial_sequence('units', 'id')) as id from generate_series(1, $1::int)) x`,
    [most],
  )
  let next = rows[0]?.first ?? 1
  const villages: Opened[] = []
  const teams: Team[] = []
  for (const { commune, villages: planned } of plans) {
    const open = (level: Opened['level'], type: UnitType, name: string, from: string): Opened => {
      const id = next++
      return { id, path: commune.path + pathStep(id), parentId: commune.id, level, type, name, from }
    }
    const length = (Date.parse(until) - Date.parse(commune.since)) / dayMs
    const found = (name: string, teamLevel: Team['teamLevel'], covers: number[], when: [number, number]) => {
      const from = dayAfter(
        commune.since,
        when[0] < 0.88 ? 14 + 50 * when[1] : 64 + Math.max(0, length - 104) * when[1],
      )
      teams.push({
        ...open('team', 'to_cnscd', name, [from, until].sort()[0] ?? from),
        communeId: commune.id,
        teamLevel,
        covers,
      })
    }
    found(lowered(fullNameOf(commune.type as UnitType, commune.name)), 'commune', [], [0, 0])
    const opened = planned.map((village) => open('village', village.type, village.name, commune.since))
    villages.push(...opened)
    for (let i = 0; i < opened.length; i++) {
      const village = opened[i] as Opened
      const [kind, late, day, second, day2] = diceOf(`team/${seed}/${commune.code}/${i}`)
      if (kind > 0.93) continue
      const name = lowered(fullNameOf(village.type, village.name))
      const shared = kind > 0.89 ? opened[i + 1] : undefined
      found(name, 'village', shared ? [village.id, shared.id] : [village.id], [late, day])
      if (kind < 0.03) found(`${name} (Tổ số 2)`, 'village', [village.id], [second, day2])
      if (shared) i++
    }
  }
  const units = [...villages, ...teams]
  await insertRows<Opened>(client, 'units', units, [
    ['id', 'int', (row) => row.id],
    ['level', 'text', (row) => row.level],
    ['path', 'text', (row) => row.path],
  ])
  await insertRows<Opened>(client, 'unit_versions', units, [
    ['unit_id', 'int', (row) => row.id],
    ['level', 'text', (row) => row.level],
    ['parent_id', 'int', (row) => row.parentId],
    ['name', 'text', (row) => row.name],
    ['full_name', 'text', (row) => fullNameOf(row.type, row.name)],
    ['type', 'text', (row) => row.type],
    ['valid_from', 'date', (row) => row.from],
  ])
  await insertRows<Team>(client, 'teams', teams, [
    ['unit_id', 'int', (row) => row.id],
    ['path', 'text', (row) => row.path],
    ['commune_id', 'int', (row) => row.communeId],
    ['level', 'text', (row) => row.teamLevel],
    ['founded_on', 'date', (row) => row.from],
  ])
  const coverages = teams.flatMap((team) => team.covers.map((villageId) => ({ team, villageId })))
  await insertRows(client, 'team_coverages', coverages, [
    ['team_id', 'int', (row) => row.team.id],
    ['unit_id', 'int', (row) => row.team.id],
    ['path', 'text', (row) => row.team.path],
    ['village_id', 'int', (row) => row.villageId],
    ['valid_from', 'date', (row) => row.team.from],
  ])
  return { villages: villages.length, teams: teams.length }
}
