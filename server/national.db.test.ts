import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { withClient } from '@/db/connect'
import type { DbUrls } from '@/db/env'
import { freshDatabase } from '@/db/testing/database'
import { monthPeriod } from './calendar/rules'
import { makeNational, nationalDatabase, nationalUrls } from './national'

// Quảng Bình (44) and Quảng Trị (45) of then, Quảng Trị (44) of now, over the reform.
const sample = { provinces: ['44', '45'], first: monthPeriod(2025, 6), last: monthPeriod(2025, 7) }
let own: Awaited<ReturnType<typeof freshDatabase>>
let urls: DbUrls

const make = (seed: number) =>
  makeNational({ adminUrl: inject('cluster').adminUrl, urls: own.urls, seed, workers: 2, sample })
const digestOf = () =>
  withClient(urls.system, async (client) => {
    const { rows } = await client.query<{ digest: string }>(
      `select md5(string_agg(id::text || values::text || details::text || submitted_at::text, '' order by id)) as digest from reports`,
    )
    return rows[0]?.digest
  })

beforeAll(async () => {
  own = await freshDatabase()
  urls = nationalUrls(own.urls)
})

afterAll(async () => {
  await withClient(inject('cluster').adminUrl, (admin) =>
    admin.query(`drop database if exists ${nationalDatabase} with (force)`),
  )
  await own.drop()
})

it('is filed by the communes of then before the reform and by those of now after it, once for a seed number', async () => {
  expect((await make(7)).made).toBe(true)
  await withClient(urls.system, async (client) => {
    const { rows } = await client.query(
      `select p.code, p.state, count(*)::int as owed, count(distinct o.province_id)::int as provinces,
              count(r.id) filter (where r.status = 'locked')::float / count(*) > 0.93 as filed,
              (sum((r.values ->> 'A01')::int) > 78 * 11) as villages
         from obligations o join periods p on p.id = o.period_id
         left join reports r on r.period_id = o.period_id and r.unit_id = o.unit_id group by 1, 2 order by 1`,
    )
    expect(rows).toEqual([
      { code: '2025-06', state: 'closed', owed: 264, provinces: 2, filed: true, villages: null },
      { code: '2025-07', state: 'closed', owed: 78, provinces: 1, filed: true, villages: true },
    ])
    const { rows: sums } = await client.query<{ wrong: number; accounts: number }>(
      `select (select count(*)::int from totals t join indicators i on i.id = t.indicator_id and i.code = 'C05'
                where t.accepted_num <> (select sum((r.values ->> 'C05')::numeric) from reports r
                                          where r.province_id = t.province_id and r.period_id = t.period_id and r.status = 'locked')) as wrong,
              (select count(*)::int from accounts where password_hash is not null) as accounts`,
    )
    expect(sums[0]?.wrong).toBe(0)
    expect(sums[0]?.accounts).toBeGreaterThan(78)
  })
  const digest = await digestOf()
  expect((await make(7)).made).toBe(false)
  // As if it had been made with another number: it is made anew, and the same rows come out.
  await withClient(urls.system, (client) => client.query(`update app_state set value = '8' where key = 'national'`))
  expect((await make(7)).made).toBe(true)
  expect(await digestOf()).toBe(digest)
}, 240_000)

it('never fills over a database in use', async () => {
  await expect(makeNational({ adminUrl: inject('cluster').adminUrl, urls })).rejects.toMatchObject({
    key: 'seed.nationalInUse',
  })
})
