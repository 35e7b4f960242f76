import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asSystem, endSessions } from '@/db/session'
import { childrenOf, findUnit, type TestActor } from '@/db/testing/factories'
import {
  apply,
  as,
  csv,
  foundTeam,
  id,
  look,
  namesIn,
  openRosters,
  problemsOf,
  type Rosters,
  rowsOf,
  send,
  work,
} from '@/server/testing-roster-import'

let world: Rosters
let officer: TestActor
let department: TestActor

beforeAll(async () => {
  world = await openRosters()
  ;({ officer, department } = world)
})
afterAll(async () => {
  await endSessions()
  await world?.database.drop()
})

it('takes no village, no commune and no team of somewhere else', async () => {
  const [foreign] = await childrenOf(await findUnit('province', 'Cà Mau'))
  const { first, second, teams } = world
  const file = [
    'Mã xã,Xã,Thôn,Mã Tổ,Tổ,Họ tên',
    `${foreign?.code},,,,Thôn Một,Nguyễn Văn An`,
    // The name alone would be right, and so would the code.
    `${foreign?.code},${first.name},,,Thôn Một,Nguyễn Văn Ân`,
    `${second.code},${second.name},,,Thôn Một,Nguyễn Văn Bảo`,
    `,,Thôn Nơi Khác,,,Nguyễn Văn Bình`,
    `,,,T${teams.theirs},Thôn Một,Nguyễn Văn Chính`,
    `,,,,,Nguyễn Văn Cường`,
    // A number of their own beside a name of ours, a code that lost its zeros, a code grouped as a number.
    `,,,01,Thôn Một,Nguyễn Văn Dũng`,
    `${Number(first.code)},,,,Thôn Một,Nguyễn Văn Đạt`,
    `,,,${teams.one.toLocaleString('de')},,Nguyễn Văn Em`,
  ].join('\n')
  const made = await send(officer, file)
  expect(await problemsOf(officer, made)).toEqual([
    [2, 'otherCommune'],
    [3, 'otherCommune'],
    [4, 'otherCommune'],
    [5, 'teamUnknown'],
    [6, 'teamUnknown'],
    [7, 'noTeam'],
  ])
  expect((await rowsOf(officer, made, 'new')).map(({ line }) => line)).toEqual([8, 9, 10])

  const mixed = [
    'Mã xã,Xã,Mã Tổ,Tổ,Họ tên',
    `${first.code},${second.name},,Thôn Một,Nguyễn Văn An`,
    `${foreign?.code},,,Thôn Một,Nguyễn Văn Ân`,
    `,${second.name},T${teams.one},,Nguyễn Văn Bảo`,
  ].join('\n')
  expect(await problemsOf(department, await send(department, mixed))).toEqual([
    [2, 'communeMismatch'],
    [3, 'communeUnknown'],
    [4, 'communeMismatch'],
  ])
})

it('asks which of two teams is meant whose names differ by marks alone, unless marks or a code say it', async () => {
  const { first, teams } = world
  const other = await foundTeam(officer, first, 'Thôn Mốt')
  const made = await send(officer, csv('Thon Mot,Lò Văn Pánh,1980,,,,,,,,'))
  const { summary } = await look(officer, made)
  expect(await problemsOf(officer, made)).toEqual([[2, 'teamAmbiguous']])
  expect(summary?.questions[0]?.options.map((option) => option.id).toSorted()).toEqual([teams.one, other].toSorted())
  const answers = [{ key: summary?.questions[0]?.key ?? '', unitId: other }]
  await as(officer).rosterImport.answer({ requestId: id(), id: made, answers })
  await work()
  const rows = [
    `T${teams.one},Thon Mot,Lò Văn Tiến`,
    `T${teams.two},Thon Mot,Lò Văn Uôn`,
    ',thôn một,Lò Văn Vương',
    ',Thôn mốt,Lò Văn Xuân',
  ]
  const coded = await send(officer, ['Mã Tổ,Tổ,Họ tên', ...rows].join('\n'))
  expect(await problemsOf(officer, coded)).toEqual([[3, 'teamAmbiguous']])
  expect((await apply(officer, coded, true)).state).toBe('done')
  expect(await namesIn(teams.one)).toEqual(['Lò Văn Tiến', 'Lò Văn Vương'])
  expect((await apply(officer, made)).state).toBe('done')
  expect(await namesIn(other)).toEqual(['Lò Văn Pánh', 'Lò Văn Xuân'])
})

it('says of each cell that is none what is wrong with it', async () => {
  const long = 'x'.repeat(40_000)
  const made = await send(
    officer,
    [
      'Tổ,Họ tên,Ngày sinh,SĐT,Từ ngày,Đơn vị công tác,Vai trò',
      'Thôn Hai,Bàn Văn Một,1800,,,,',
      'Thôn Hai,Bàn Văn Hai,2025,,,,',
      'Thôn Hai,Bàn Văn Ba,31/02/1985,,31/02/2026,,',
      'Thôn Hai,Bàn Văn Tư,,09000000AB,,,',
      'Thôn Hai,Bàn Văn Năm 😀,,,,,',
      `Thôn Hai,Bàn Văn Sáu,,,,${long},`,
      `Thôn Hai,a${'😀'.repeat(20_000)},,,,,`,
      `${long},Bàn Văn Bảy,,,,,`,
      `a${'😀'.repeat(100)},Bàn Văn Tám,,,,,`,
      'Thôn Hai,"=HYPERLINK(""http://x"")",,,,,',
      'Thôn Hai,Bàn Văn Chín,,,,"=HYPERLINK(""http://x"",""😀"")",Tổ trưởng',
      'Thôn Hai,Bàn Văn Chín,,,,,Tổ trưởng',
      'Thôn Hai,Bàn Văn Mười,,,,,Tổ trưởng',
    ].join('\n'),
  )
  expect(await problemsOf(officer, made)).toEqual([
    [2, 'birthYear'],
    [3, 'birthYear'],
    [4, 'birthYear', 'day'],
    [5, 'phone'],
    [6, 'name'],
    [7, 'text'],
    [8, 'name'],
    [9, 'teamUnknown'],
    [10, 'teamUnknown'],
    [11, 'name'],
    [13, 'twice'],
    [14, 'secondLeader'],
  ])
  const wrong = await as(officer).rosterImport.wrongRows({ id: made })
  expect(wrong.sheets[0]?.rows).toHaveLength(12)
  for (const { problems } of wrong.sheets[0]?.rows ?? [])
    for (const { text = '' } of problems) expect(text.length).toBeLessThanOrEqual(60)
  const { summary } = await look(officer, made)
  const keys = summary?.questions.map(({ key }) => key) ?? []
  expect(keys.every((key) => key.length <= 300)).toBe(true)
  const answers = keys.map((key) => ({ key, unitId: world.teams.two }))
  await as(officer).rosterImport.answer({ requestId: id(), id: made, answers })
  await work()
  expect((await apply(officer, made, true)).state).toBe('done')
  expect(await namesIn(world.teams.two)).toEqual(expect.arrayContaining(['Bàn Văn Bảy', 'Bàn Văn Tám', 'Bàn Văn Chín']))
})

it('goes by the code of a team that has another name since; a name that nobody ever bore is asked about', async () => {
  const { teams } = world
  const rows = (name: string) => `Mã Tổ,Tổ,Họ tên\nT${teams.two},${name},Vi Văn Quý`
  await asSystem('test', async (db) => {
    await db.execute(
      sql`update unit_versions set valid_to = '2026-06-01' where unit_id = ${teams.two} and valid_to is null`,
    )
    await db.execute(sql`
      insert into unit_versions (unit_id, level, parent_id, name, full_name, type, valid_from)
      select unit_id, level, parent_id, 'Thôn Đoàn Kết', 'Tổ công nghệ số cộng đồng Thôn Đoàn Kết', type, '2026-06-01'
        from unit_versions where unit_id = ${teams.two}`)
  })
  expect((await look(officer, await send(officer, rows('Thôn Hai')))).summary?.counts.new).toBe(1)
  const typo = await send(officer, rows('Thôn Hia'))
  expect(await problemsOf(officer, typo)).toEqual([[2, 'teamUnknown']])
  expect((await look(officer, typo)).summary?.questions).toHaveLength(1)
})
