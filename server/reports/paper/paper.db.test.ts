import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSystem } from '@/db/session'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { openPeriod } from '../../calendar/commands'
import { instantAt, monthPeriod } from '../../calendar/rules'
import { appRouter } from '../../router'
import { documentOf, linesOf } from '../../testing-papers'
import { createCallerFactory } from '../../trpc'
import type { ReportValues } from '../rules'

/** What the document of a month is made of, at each level, and who may have it. */

const createCaller = createCallerFactory(appRouter)
const [october, november] = [monthPeriod(2026, 10), monthPeriod(2026, 11)]
const now = new Date('2026-11-16T10:00:00+07:00')
const as = (who: TestActor, at = now) => createCaller({ identity: who.identity, now: at })

let cast: Cast
const posts = new Map<number, { officer: TestActor; leader: TestActor }>()
let department: TestActor

/** A commune types and its leader sends, as people do. */
async function file(unit: TestUnit, period: string, values: ReportValues, at: Date): Promise<void> {
  const { officer, leader } = posts.get(unit.id) ?? { officer: cast.admin, leader: cast.admin }
  const asked = { unitId: unit.id, period }
  const before = await as(officer, at).reports.get(asked)
  const cells = Object.entries(values).map(([code, value]) => ({ code, seen: before.values[code] ?? null, value }))
  const saved = await as(officer, at).reports.save({ ...once(), ...asked, cells })
  await as(leader, at).reports.submit({ ...once(), reportId: saved.reportId, version: saved.version })
}
const month = (more: ReportValues = {}): ReportValues => ({
  ...{ C01: 10, C02: 20, T1_01: 30, T2_01: 4, T3_01: 12, T4_01: 9, T5_01: 7 },
  ...{ E04: 'Rà soát hộ chưa được hướng dẫn', ...more },
})
const textOf = (paper: Parameters<typeof documentOf>[0]) =>
  documentOf(paper)
    .sections.flatMap(({ blocks }) => linesOf(blocks))
    .join('\n')

beforeAll(async () => {
  cast = await freshCast('Thanh Hóa')
  await lookAt(cast.urls.system, (client) => client.query(`update province_settings set reporting_from = '2026-09-15'`))
  for (const period of [october, november])
    await asSystem('test', (db) => openPeriod(db, period, instantAt(period.startsOn)))
  for (const unit of [cast.commune, cast.sibling]) {
    const [officer, leader] = [await makeActor('commune_officer', unit), await makeActor('commune_leader', unit)]
    posts.set(unit.id, { officer, leader })
  }
  department = await makeActor('department_leader', cast.province)
  const then = new Date('2026-10-15T10:00:00+07:00')
  await file(cast.commune, october.code, month({ T1_01: 25, C11: 2, C01: 8, C02: 18, T3_01: 11 }), then)
  await file(cast.commune, november.code, month({ T1_08: 0 }), now)
})
afterAll(async () => {
  await cast?.close()
})

describe('a commune’s own', () => {
  it('has what was filed, the month before, and names of the month’s last day', async () => {
    const { paper, report, provinceName } = await as(cast.admin).reports.paper({
      unitId: cast.commune.id,
      period: november.code,
    })
    expect(paper).toMatchObject({
      level: 'commune',
      unit: { name: cast.commune.name },
      province: { type: 'tinh', name: 'Quảng Trị' },
      before: { year: 2026, month: 10 },
      issued: null,
      standing: null,
      texts: { E04: 'Rà soát hộ chưa được hướng dẫn', E01: null },
    })
    expect(paper.figures.T1_01).toMatchObject({ value: 30, before: 25, change: { by: 5, units: null } })
    // Blank this month is blank, 0 is 0; of what was not filed before there is no change.
    expect(paper.figures.C11).toMatchObject({ value: null, before: 2, change: null })
    expect(paper.figures.T1_08).toMatchObject({ value: 0, before: null, change: null })
    expect(report).toMatchObject({ status: 'submitted', notes: false })
    expect(provinceName).toBe('Tỉnh Quảng Trị')
    const text = textOf(paper)
    expect(text).toContain(
      'hướng dẫn 30 lượt người dân sử dụng dịch vụ công trực tuyến, tăng 05 lượt so với tháng 10/2026.',
    )
    expect(text).toContain('- Sở Khoa học và Công nghệ tỉnh Quảng Trị;')
    expect(text).toContain('- Lưu: VT.')
  })

  it('of an unsent draft is its own unit’s, who note that it went onto paper', async () => {
    const { officer } = posts.get(cast.sibling.id) ?? { officer: cast.admin }
    const asked = { unitId: cast.sibling.id, period: november.code }
    await as(officer).reports.save({ ...once(), ...asked, cells: [{ code: 'C01', seen: null, value: 3 }] })
    const { paper, report } = await as(officer).reports.paper(asked)
    expect(paper.figures.C01?.value).toBe(3)
    expect(report).toMatchObject({ status: 'draft', notes: true, printedAt: null })
    await as(officer).reports.notePrinted({ ...once(), ...asked })
    expect((await as(officer).reports.paper(asked)).report?.printedAt).toEqual(now)
    // The department sees no unsent figure.
    expect((await as(cast.admin).reports.paper(asked)).paper.figures.C01?.value).toBeNull()
  })

  it('is not there for others', async () => {
    const { officer } = posts.get(cast.sibling.id) ?? { officer: cast.admin }
    const asked = { unitId: cast.commune.id, period: november.code }
    expect(await reasonOf(as(officer).reports.paper(asked))).toBe('reports.none')
    expect(await reasonOf(as(cast.otherAdmin).reports.paper(asked))).toBe('reports.none')
    expect(await reasonOf(as(officer).reports.paper({ ...asked, period: '2031-01' }))).toBe('calendar.noPeriod')
  })
})

describe('totals', () => {
  beforeAll(async () => {
    await file(cast.sibling, november.code, month({ T1_01: 100, C01: 3 }), now)
  })

  it('of a province are sums of what was sent; a change is told over those who sent both times', async () => {
    const { paper, report } = await as(department).reports.paper({ unitId: cast.province.id, period: november.code })
    expect(report).toBeNull()
    expect(paper).toMatchObject({ level: 'department', before: { year: 2026, month: 10 }, texts: {} })
    expect(paper.figures.T1_01).toMatchObject({ value: 130, before: 25, units: 2, change: { by: 5, units: 1 } })
    expect(paper.figures.T1_08).toMatchObject({ value: 0, units: 1 })
    expect(paper.figures.C11?.value).toBeNull()
    const { standing } = paper
    expect(standing).toMatchObject({ received: 2, accepted: 0, provinces: null })
    expect(paper.frozen).toBeNull()
    expect(standing?.missing).toHaveLength((standing?.required ?? 0) - 2)
    expect(standing?.missing).not.toContain(cast.commune.fullName)
    const text = textOf(paper)
    expect(text).toContain(
      `tổng hợp từ 02/${standing?.required} xã, phường, đặc khu đã gửi báo cáo, chưa tiếp nhận báo cáo nào.`,
    )
    expect(text).toContain('Số:        /BC-SKHCN')
  })

  it('of a closed month count what was accepted alone', async () => {
    const { rows } = await lookAt(cast.urls.system, (client) =>
      client.query<{ id: string; version: number }>(
        `select r.id, r.version from reports r join periods p on p.id = r.period_id where p.code = $1 and r.unit_id = $2`,
        [november.code, cast.sibling.id],
      ),
    )
    const reports = rows.map(({ id, version }) => ({ reportId: id, version }))
    await as(department).reports.acceptMany({ ...once(), reports })
    const close = (state: string) =>
      lookAt(cast.urls.system, async (client) => {
        await client.query(`select set_config('app.seed', 'on', false)`)
        await client.query(`update periods set state = $2 where code = $1`, [november.code, state])
      })
    await close('closed')
    const { paper } = await as(department).reports.paper({ unitId: cast.province.id, period: november.code })
    await close('open')
    expect(paper.standing).toMatchObject({ received: 1, accepted: 1 })
    expect(paper.figures.T1_01?.value).toBe(100)
    expect(textOf(paper)).toContain('tất cả đã được tiếp nhận. Đây là số liệu sơ bộ;')
  })

  it('of the country are the authority’s, for the ministry', async () => {
    const asked = { unitId: cast.nation.id, period: november.code }
    const { paper } = await as(cast.ministry).reports.paper(asked)
    expect(paper.figures.T1_01).toMatchObject({ value: 130, change: null })
    expect(paper.standing).toMatchObject({ received: 2, missing: [], provinces: { with: 1, all: 34 } })
    expect(textOf(paper)).toContain('CỤC CHUYỂN ĐỔI SỐ QUỐC GIA\n')
    expect(await reasonOf(as(department).reports.paper(asked))).toBe('reports.totals')
  })

  it('once frozen are those of the newest revision, official; what stands now is asked for', async () => {
    const asked = { unitId: cast.province.id, period: november.code }
    const frozen = new Date('2026-11-23T10:00:00+07:00')
    await as(department, frozen).frozen.freeze({ ...once(), period: november.code })
    // Accepted after it was frozen: it counts now, and not in the revision.
    const { rows } = await lookAt(cast.urls.system, (client) =>
      client.query<{ id: string; version: number }>(
        `select r.id, r.version from reports r join periods p on p.id = r.period_id where p.code = $1 and r.unit_id = $2`,
        [november.code, cast.commune.id],
      ),
    )
    const reports = rows.map(({ id, version }) => ({ reportId: id, version }))
    await as(department, frozen).reports.acceptMany({ ...once(), reports })
    const { paper, freeze } = await as(department, frozen).reports.paper(asked)
    expect(freeze).toEqual({ revision: 1, at: frozen })
    expect(paper).toMatchObject({ frozen: { revision: 1, on: '2026-11-23' }, standing: { received: 1, accepted: 1 } })
    expect(paper.standing?.missing).toContain(cast.commune.fullName)
    expect(paper.figures.T1_01).toMatchObject({ value: 100, units: 1 })
    expect(paper.figures.T1_08?.value).toBeNull()
    expect(textOf(paper)).toContain('Đây là số liệu chính thức, chốt ngày 23 tháng 11 năm 2026 (lần 1).')
    const now = await as(department, frozen).reports.paper({ ...asked, figures: 'now' })
    expect(now).toMatchObject({ freeze: { revision: 1 }, paper: { frozen: null, standing: { accepted: 2 } } })
    expect(now.paper.figures.T1_01).toMatchObject({ value: 130, units: 2, change: { by: 5, units: 1 } })
    expect(textOf(now.paper)).toContain('số liệu sơ bộ')
    // The country has not been frozen by that.
    expect((await as(cast.ministry, frozen).reports.paper({ ...asked, unitId: cast.nation.id })).freeze).toBeNull()
  })

  it('are not for who sits below or beside', async () => {
    const asked = { unitId: cast.province.id, period: november.code }
    const { officer } = posts.get(cast.commune.id) ?? { officer: cast.otherAdmin }
    expect(await reasonOf(as(officer).reports.paper(asked))).toBe('reports.totals')
    expect(await reasonOf(as(cast.otherAdmin).reports.paper(asked))).toBe('reports.totals')
  })
})
