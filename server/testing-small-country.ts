import { seedForms } from '@/db/seed/forms'
import { txOf } from '@/db/seed/transaction'
import { freshDatabase } from '@/db/testing/database'
import { makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod } from './calendar/commands'
import { instantAt, monthPeriod } from './calendar/rules'
import { smallCountry } from './testing-trees'

/** Forty units in a real database, in place of fourteen thousand: a resolution takes a moment, so that many can be tried. */

export type SmallCountry = {
  nation: TestUnit
  ministry: TestActor
  provinces: TestUnit[]
  communes: TestUnit[]
  close: () => Promise<void>
}

/**
 * Two provinces with districts, communes, villages and teams by chance, months 08 to 11 of 2026 owed by every commune, posts in all
 * of them. `dice`: numbers from 0 to 1.
 */
export async function freshSmallCountry(dice: () => number): Promise<SmallCountry> {
  const { urls, drop } = await freshDatabase()
  const { units } = smallCountry(dice)
  const rows = [...units.values()].map(({ id, level, path, versions: [first] }) => ({
    ...{
      id,
      level,
      path,
      parent: first?.parentId ?? null,
      name: first?.name,
      type: first?.type,
      code: first?.code,
      from: first?.validFrom,
    },
  }))
  const made = rows.map(
    (row): TestUnit => ({ ...row, code: row.code ?? null, name: row.name ?? '', fullName: row.name ?? '' }),
  )
  await lookAt(urls.owner, (client) =>
    client.query('truncate units, indicators, forms, calendar_days, periods restart identity cascade'),
  )
  await lookAt(urls.system, async (client) => {
    await client.query(`select set_config('app.seed', 'on', false)`)
    const list = `from jsonb_to_recordset($1::jsonb) as x(id int, level text, path text, parent int, name text, type text, code text, "from" date)`
    const given = [JSON.stringify(rows)]
    await client.query(`insert into units (id, level, path) select id, level, path ${list}`, given)
    await client.query(
      `insert into unit_versions (unit_id, level, parent_id, name, full_name, type, code, valid_from)
       select id, level, parent, name, name, type, code, "from" ${list}`,
      given,
    )
    await client.query(`select setval(pg_get_serial_sequence('units', 'id'), $1)`, [rows.length])
    await client.query(
      `insert into province_settings (unit_id, reporting_from) select id, '2026-08-01' from units where level = 'province'`,
    )
    await client.query(
      `insert into teams (unit_id, path, commune_id, level, founded_on)
       select u.id, u.path, v.parent_id, 'village', '2025-07-02' from units u join unit_versions v on v.unit_id = u.id where u.level = 'team'`,
    )
    await client.query(
      `insert into team_coverages (team_id, unit_id, path, village_id, valid_from)
       select t.unit_id, t.unit_id, t.path, v.unit_id, '2025-07-02' from teams t join unit_versions v on v.parent_id = t.commune_id and v.level = 'village'`,
    )
    await client.query(
      `insert into unit_denominators (unit_id, path, as_of, households, population, adults, elderly, business_households, confirmed_at)
       select id, path, '2026-01-01', 500 + id, 4000, 1000 + id, 9, 1, now() from units where level = 'commune'`,
    )
    await seedForms(client)
    await client.query('select rebuild_unit_homes()')
    for (const month of [8, 9, 10, 11]) {
      const period = monthPeriod(2026, month)
      await openPeriod(txOf(client), period, instantAt(period.startsOn))
    }
  })
  const of = (level: TestUnit['level']) => made.filter((each) => each.level === level)
  const [nation] = of('nation')
  if (!nation) throw new Error('no nation')
  const ministry = await makeActor('ministry_admin', nation)
  for (const commune of of('commune')) await makeActor('commune_officer', commune)
  for (const team of of('team')) await makeActor('team_leader', team)
  return { nation, ministry, provinces: of('province'), communes: of('commune'), close: drop }
}
