import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cast, freshCast, once, reasonOf } from '@/db/testing/cast'
import { stateOf } from '@/db/testing/checksum'
import { childrenOf, findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'
import { lookAt } from '@/db/testing/look'
import { appRouter } from '../../router'
import { readTables } from '../../sheets/read'
import { createCallerFactory } from '../../trpc'
import { writeWrongRows } from './sheet'

/** Files into a draft through the router: a province's communes, and the ministry's two provinces that become one. */

const createCaller = createCallerFactory(appRouter)
const on = '2027-01-01'
const now = new Date('2026-11-16T03:00:00Z')
const as = (who: TestActor) => createCaller({ identity: who.identity, now }).reorganisations

let cast: Cast
let leader: TestActor
let officer: TestActor
let communes: [TestUnit, TestUnit, TestUnit, TestUnit]
beforeAll(async () => {
  cast = await freshCast('Thanh Hóa')
  communes = (await childrenOf(cast.province)).slice(0, 4) as typeof communes
  leader = await makeActor('department_leader', cast.province)
  officer = await makeActor('commune_officer', communes[0])
})
afterAll(() => cast.close())

const fileOf = (name: string, text: string) => ({ name, content: Buffer.from(text).toString('base64') })
let drafts = 0
const draft = (who: TestActor) =>
  as(who).create({
    ...once(),
    ...{ resolutionNumber: `NQ ${++drafts}`, issuer: 'Ủy ban Thường vụ Quốc hội', effectiveOn: on },
  })
const codes = () => communes.map((each) => each.code ?? '')

const gazetteer = () => {
  const [a, , c, d] = codes()
  const own = communes[3].name
  return fileOf(
    'danh mục.csv',
    `Tên;Loại;Mã tỉnh;Mã\nPhường Mới Một;Phường;44;${a}\nXã Mới Hai;Xã;44;${c}\n${own};Phường;44;${d}\n`,
  )
}
const mapping = (last = 'một phần') => {
  const [a, b, c, d] = codes()
  return fileOf(
    'chuyển đổi.csv',
    `Mã cũ,Mã mới,Tỷ lệ\n${a},${a},toàn bộ\n${b},${a},toàn bộ\n${c},${a},"40%"\n${c},${c},${last}\n${d},${d},\n`,
  )
}

const linesIn = async (id: string) =>
  lookAt(process.env.SYSTEM_URL ?? '', async (client) => {
    const { rows } = await client.query<{ kind: string; n: number }>(
      `select kind, count(*)::int as n from reorganisation_changes where reorganisation_id = $1 group by 1 order by 1`,
      [id],
    )
    return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]))
  })

/** The mark of no lines that ever were. */
const noMark = '0'.repeat(64)

describe('an import', () => {
  it('is tried without a trace, then takes the place of the lines, and follows without a conflict', async () => {
    const made = await draft(cast.admin)
    const filled = await as(cast.admin).addChanges({
      ...{ ...once(), ...made },
      changes: [{ kind: 'rename', unitId: communes[0].id, name: 'Sẽ bị thay' }],
    })
    const before = await stateOf(process.env.SYSTEM_URL ?? '')
    const files = [gazetteer(), mapping('60%')]
    const checked = await as(cast.admin).checkImport({ id: made.id, files, complete: false })
    expect(await stateOf(process.env.SYSTEM_URL ?? '')).toEqual(before)
    expect(checked.tables.map((each) => [each.file, each.kind, each.rows])).toEqual([
      ['danh mục.csv', 'gazetteer', 3],
      ['chuyển đổi.csv', 'mapping', 5],
    ])
    expect(checked.counts).toEqual({ wrong: 0, new: 2, differs: 1, part: 2, whole: 2, goesOn: 1, equal: 0, outside: 0 })
    expect(checked.conflicts.total).toBe(0)
    expect(checked.can).toEqual({ all: true, right: true })
    const input = { ...once(), ...filled, files, complete: false, expected: checked.lines.mark }
    const done = await as(leader).import(input)
    expect(await as(leader).import(input)).toEqual(done)
    expect(await linesIn(made.id)).toEqual({ merge: 2, open: 2, retype: 1, split: 2 })
    expect((await as(cast.admin).foresee({ id: made.id })).conflicts).toEqual([])
    const shown = await as(cast.admin).get({ id: made.id })
    expect(shown.lines.rows[0]?.subject.name).toBe('Phường Mới Một')
    expect(await reasonOf(as(leader).import({ ...input, ...once() }))).toBe('reorganisations.changed')
  })

  it('with a wrong row is refused whole; the right rows alone go in unless what is left out stands in the way', async () => {
    const made = await draft(cast.admin)
    const files = [gazetteer(), mapping('99 phần')]
    const checked = await as(cast.admin).checkImport({ id: made.id, files, complete: false })
    expect(checked.counts.wrong).toBe(2)
    expect(checked.can).toEqual({ all: false, right: false })
    // The new commune bears the code of the one that is left out.
    expect(checked.conflicts.rows).toMatchObject([
      { reason: 'codeTaken', otherId: communes[2].id, ofLeftOut: true, sources: [{ table: 0, line: 3 }] },
    ])
    const input = () => ({ ...once(), ...made, files, complete: false, expected: checked.lines.mark })
    expect(await reasonOf(as(cast.admin).import(input()))).toBe('reorganisationImport.wrongRows')
    expect(await reasonOf(as(cast.admin).import({ ...input(), skipWrong: true }))).toBe(
      'reorganisationImport.leftOutMatters',
    )
    expect(await linesIn(made.id)).toEqual({})
    // Without the new commune nothing hangs on them.
    const [a, b, , d] = codes()
    const less = [fileOf('m.csv', `Mã cũ,Mã mới\n${b},${a}\n${d},nơi nào\n`)]
    const markFor = async (text: string) =>
      (await as(cast.admin).checkImport({ id: made.id, files: [fileOf('m.csv', text)], complete: false })).lines
    // As many lines, and others: that is not what was looked at.
    const other = await markFor(`Mã cũ,Mã mới\n${a},${b}\n`)
    const { mark, total } = await markFor(`Mã cũ,Mã mới\n${b},${a}\n`)
    expect(other.total).toBe(total)
    const one = { ...input(), files: less, expected: mark }
    expect(await reasonOf(as(cast.admin).import(one))).toBe('reorganisationImport.wrongRows')
    expect(await reasonOf(as(cast.admin).import({ ...one, ...once(), expected: other.mark, skipWrong: true }))).toBe(
      'reorganisationImport.changed',
    )
    expect(await linesIn(made.id)).toEqual({})
    await as(cast.admin).import({ ...one, ...once(), skipWrong: true })
    expect(await linesIn(made.id)).toEqual({ merge: 1 })
  })

  it('gives the wrong rows back as a file that can be put right and sent again', async () => {
    const made = await draft(cast.admin)
    const files = [gazetteer(), mapping('99 phần')]
    const wrong = await as(cast.admin).wrongRows({ id: made.id, files, complete: false })
    expect(wrong.map((each) => each.rows.map((row) => [row.line, row.problem, row.faults]))).toEqual([
      [
        [4, 'otherRowWrong', [0]],
        [5, 'badShare', [2]],
      ],
    ])
    const bytes = await writeWrongRows(wrong, {
      ...{ sheet: 'Dòng sai', lead: 'Sửa rồi nạp lại', line: 'Dòng', problem: 'Lý do' },
      title: (file, count) => `${count} dòng sai của ${file}`,
      problems: (problem) => problem,
    })
    const [again] = await readTables(bytes)
    expect(again?.rows.map((row) => row.cells).slice(-2)).toEqual([
      [4, 'otherRowWrong', codes()[2], codes()[0], '40%'],
      [5, 'badShare', codes()[2], codes()[2], '99 phần'],
    ])
  })

  it('that nobody understands, or that says nothing new, changes nothing', async () => {
    const made = await draft(cast.admin)
    const attempt = (...files: ReturnType<typeof fileOf>[]) =>
      reasonOf(as(cast.admin).import({ ...once(), ...made, files, complete: false, expected: noMark, skipWrong: true }))
    expect(await attempt(gazetteer(), fileOf('x.xlsm', 'PK\u0003\u0004'))).toBe('reorganisationImport.unread')
    expect(await attempt(fileOf('a.csv', 'a,b\n1,2'))).toBe('reorganisationImport.unread')
    const [, b] = codes()
    const same = fileOf('a.csv', `Mã,Tên,Loại,Mã tỉnh\n${b},${communes[1].fullName},,44`)
    expect(await attempt(same)).toBe('reorganisationImport.nothing')
    const checked = await as(cast.admin).checkImport({ id: made.id, files: [same], complete: true })
    expect(checked.counts.equal).toBe(1)
    expect(checked.missing.total).toBeGreaterThan(70)
    expect(checked.can).toEqual({ all: false, right: false })
  })

  it('is for whoever keeps the draft: no commune, no other province, no draft that is none any more', async () => {
    const made = await draft(cast.admin)
    const files = [gazetteer(), mapping('60%')]
    const seen = await as(cast.admin).checkImport({ id: made.id, files, complete: false })
    const check = (who: TestActor, id = made.id) => reasonOf(as(who).checkImport({ id, files }))
    const put = (who: TestActor, id = made.id) =>
      reasonOf(as(who).import({ ...once(), ...made, id, files, complete: false, expected: seen.lines.mark }))
    expect([await check(officer), await put(officer)]).toEqual([
      'reorganisations.none',
      'reorganisationImport.notYours',
    ])
    expect([await check(cast.otherAdmin), await put(cast.otherAdmin)]).toEqual([
      'reorganisations.none',
      'reorganisations.none',
    ])
    expect([await check(cast.ministry), await put(cast.ministry)]).toEqual([
      'reorganisationImport.notYours',
      'reorganisations.notYours',
    ])
    const own = await draft(officer)
    expect([await check(officer, own.id), await put(officer, own.id)]).toEqual([
      'reorganisationImport.notYours',
      'reorganisationImport.notYours',
    ])
    expect(await put(cast.admin)).toBe('done')
  })

  it('of two provinces into one takes along what lies in them', async () => {
    const other = await findUnit('province', 'Thanh Hóa')
    const made = await draft(cast.ministry)
    const files = [
      fileOf('t.csv', 'code,name,type\n45,Trị Hóa,tinh\n'),
      fileOf('m.csv', `old_code,new_code,share\n44,45,full\n${other.code},45,full\n`),
    ]
    const checked = await as(cast.ministry).checkImport({ id: made.id, files, complete: false })
    expect([checked.counts, checked.conflicts.rows]).toMatchObject([{ new: 1, whole: 2, wrong: 0 }, []])
    await as(cast.ministry).import({ ...once(), ...made, files, complete: false, expected: checked.lines.mark })
    expect((await as(cast.ministry).foresee({ id: made.id })).conflicts).toEqual([])
  })
})
