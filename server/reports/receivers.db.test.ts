import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receiverOn } from '@/components/reports/filing/report-agencies'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once } from '@/db/testing/cast'
import { childrenOf, findUnit, makeActor, type TestActor } from '@/db/testing/factories'
import { openPeriod } from '../calendar/commands'
import { instantAt, parsePeriod } from '../calendar/rules'
import type { CommuneHome } from '../overview/home/queries'
import { appRouter } from '../router'
import { vietnamese } from '../testing-documents'
import { createCallerFactory } from '../trpc'
import { issuerOf } from './paper/facts/rules'
import { receiverOf } from './paper/rules'

/** Who a report of then was sent to, and who receives one today. */

const createCaller = createCallerFactory(appRouter)
const now = new Date('2026-11-16T10:00:00+07:00')
const as = (who: TestActor) => createCaller({ identity: who.identity, now })

let cast: Cast
let system: pg.Client
let officer: TestActor
/** A commune of Quảng Bình, and that province, which went into Quảng Trị. */
let old: { commune: number; province: number }

/** A month in which this commune filed under that province, as of then. */
async function filed(code: string, commune: number, province: number): Promise<void> {
  await system.query(
    `insert into reports (unit_id, path, period_id, province_id, form_version_id, status, version, submission_no, submitted_at, first_sent_at)
     select u.id, u.path, p.id, $3, p.form_version_id, 'accepted', 1, 1, p.commune_due_at, p.commune_due_at
       from units u, periods p where u.id = $2 and p.code = $1 on conflict do nothing`,
    [code, commune, province],
  )
}

beforeAll(async () => {
  cast = await freshCast('Thanh Hóa')
  system = new pg.Client(process.env.SYSTEM_URL)
  await system.connect()
  await system.query(`select set_config('app.seed', 'on', false)`)
  await system.query(`update province_settings set reporting_from = '2026-10-15'`)
  for (const code of ['2025-02', '2025-03', '2026-11']) {
    const period = parsePeriod(code)
    if (period) await asSystem('test', (db) => openPeriod(db, period, instantAt(period.startsOn)))
  }
  const { rows } = await system.query<{ commune: number; province: number }>(
    `select c.unit_id as commune, p.unit_id as province from unit_versions c
       join unit_versions d on d.unit_id = c.parent_id join unit_versions p on p.unit_id = d.parent_id
      where c.level = 'commune' and p.name = 'Quảng Bình' and c.valid_to = '2025-07-01' and d.valid_to = '2025-07-01' limit 1`,
  )
  if (!rows[0]) throw new Error('no old commune')
  old = rows[0]
  for (const code of ['2025-02', '2025-03']) await filed(code, old.commune, old.province)
  officer = await makeActor('commune_officer', cast.commune)
})
afterAll(async () => {
  await system?.end()
  await cast?.close()
})

const printed = async (who: TestActor, unitId: number, period: string) => {
  const report = await as(who).reports.get({ unitId, period })
  const { paper } = await as(who).reports.paper({ unitId, period })
  return { report, ...issuerOf(paper), receiver: receiverOf(paper, vietnamese) }
}

it('a report of 02/2025 is printed to the department of then, of the province of then', async () => {
  const { report, receiver } = await printed(cast.admin, old.commune, '2025-02')
  expect(receiver).toBe('Sở Thông tin và Truyền thông tỉnh Quảng Bình')
  // The units of then have their names, though they do not stand today.
  expect(report.province.fullName).toBe('Tỉnh Quảng Bình')
  expect(report.unit.fullName).not.toBe('')
  expect(report.today).toBe('2026-11-16')
  // On the day on which it was sent, and long after the end of that province.
  expect(receiverOn(report, '2025-02-19').name).toBe('Sở Thông tin và Truyền thông')
  expect(receiverOn(report, report.today).name).toBe('Sở Khoa học và Công nghệ')
})

it('the month in which the name changed takes that of its last day', async () => {
  const { receiver } = await printed(cast.admin, old.commune, '2025-03')
  expect(receiver).toBe('Sở Khoa học và Công nghệ tỉnh Quảng Bình')
})

it('a province’s own report goes from its department to the ministry, each by the name of then', async () => {
  await filed('2025-02', old.province, old.province)
  const then = await printed(cast.admin, old.province, '2025-02')
  expect(then).toMatchObject({
    receiver: 'Bộ Thông tin và Truyền thông',
    issuer: { kind: 'department', name: 'Sở Thông tin và Truyền thông', unit: { type: 'tinh', name: 'Quảng Bình' } },
    symbol: 'STTTT',
  })
  const [abroad] = await childrenOf(await findUnit('province', 'Thanh Hóa'))
  const own = await printed(cast.otherAdmin, abroad?.id ?? 0, '2026-11')
  expect(own.receiver).toBe('Sở Khoa học và Công nghệ tỉnh Thanh Hóa')
})

it('a new name is that of today from its day on; months before keep theirs', async () => {
  const today = async () => {
    const home = (await as(officer).overview.home({})) as CommuneHome
    return [home.above.department.name, ...home.reports.map((each) => each.receiver.name)]
  }
  const before = 'Sở Khoa học và Công nghệ'
  expect(await today()).toEqual([before, before])
  const { agencies } = await as(cast.admin).agencies.list({ unitId: cast.province.id })
  const name = 'Sở Khoa học, Công nghệ và Chuyển đổi số'
  await as(cast.admin).agencies.rename({
    ...{ ...once(), agencyId: agencies[0]?.id ?? 0, name, abbreviation: 'Sở KHCN&CĐS', symbol: 'SKHCNCDS' },
    ...{ from: '2026-11-15', basis: 'Quyết định 1/QĐ-UBND ngày 10/11/2026' },
  })
  expect(await today()).toEqual([name, name])
  // The month ended on the 14th: its document still goes to the name of then, while the page speaks of today.
  const { report, receiver } = await printed(officer, cast.commune.id, '2026-11')
  expect(receiver).toBe(`${before} tỉnh Quảng Trị`)
  expect(receiverOn(report, report.today).name).toBe(name)
})
