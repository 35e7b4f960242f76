import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import ExcelJS from 'exceljs'
import { rounded } from './figures'
import { type Api, answerOf, openApi } from './http'
import { mintSession, type Session } from './sessions'
import { unitsAlone } from './units-alone'
import { type BenchDatabase, openWorld } from './world'

const rows = 20_000
const membersOfTeam = 8
/** Seconds for checking and applying together, megabytes of the process that does both. */
const goals = { seconds: 60, rss: 600 }

/** Who is on the rosters comes in by the file. */
const source = unitsAlone('tung_ngo_roster_source')

/** Teams in all communes of Quảng Trị, and somebody who may import for the province. */
async function prepare({ admin }: BenchDatabase): Promise<{ province: number; teams: { id: number; name: string }[] }> {
  const { rows: found } = await admin.query<{ id: number }>(
    `select unit_id as id from unit_versions where level = 'province' and code = '44' and valid_to is null`,
  )
  const province = found[0]?.id ?? 0
  await admin.query(
    `with made as (
       select nextval(pg_get_serial_sequence('units', 'id'))::int as id, u.id as commune, u.path, n
         from units u join unit_versions v on v.unit_id = u.id and v.valid_to is null and v.parent_id = $1 and v.level = 'commune'
        cross join generate_series(1, $2) n
     ), unit as (
       insert into units (id, level, path) select id, 'team', path || lpad(id::text, 7, '0') || '.' from made returning id, path
     ), version as (
       insert into unit_versions (unit_id, level, parent_id, name, full_name, type, valid_from)
       select id, 'team', commune, 'Thôn ' || n, 'Tổ công nghệ số cộng đồng Thôn ' || n, 'to_cnscd', '2026-01-01' from made
     ) select 1`,
    [province, Math.ceil(rows / membersOfTeam / 78)],
  )
  await admin.query(
    `insert into teams (unit_id, path, commune_id, level, founded_on)
     select u.id, u.path, v.parent_id, 'village', '2026-01-01' from units u join unit_versions v on v.unit_id = u.id where u.level = 'team'`,
  )
  const person = randomUUID()
  await admin.query(
    `insert into persons (id, full_name, sort_name, unit_id, path) select $1, 'Người thử', 'thử Người', id, path from units where id = $2`,
    [person, province],
  )
  await admin.query(
    `insert into accounts (person_id, sign_in_name, password_hash, must_change) values ($1, 'bench.roster', 'x', false)`,
    [person],
  )
  await admin.query(
    `insert into assignments (person_id, role, unit_id, path, holder_name, valid_from)
     select $1, 'province_admin', id, path, 'Người thử', '2026-01-01' from units where id = $2`,
    [person, province],
  )
  const { rows: teams } = await admin.query<{ id: number; name: string }>(
    `select t.unit_id as id, v.full_name as name from teams t join unit_versions v on v.unit_id = t.unit_id order by 1`,
  )
  return { province, teams }
}

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ']
const given = [
  'An',
  'Bình',
  'Cường',
  'Dung',
  'Giang',
  'Hà',
  'Hùng',
  'Kiên',
  'Lan',
  'Mai',
  'Nam',
  'Oanh',
  'Phúc',
  'Sơn',
  'Yến',
]
const components = ['Đoàn Thanh niên', 'Hội Liên hiệp Phụ nữ', 'Trưởng thôn, bản, ấp, khóm', 'Người dân tự nguyện']
const letters = 'bcdghklmnpqrstvx'

/** A list with every column filled; no two of it are alike. */
async function fileOf(teams: readonly { id: number; name: string }[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Danh sách')
  sheet.addRow([
    ...[
      'Mã Tổ',
      'Tổ',
      'Cấp',
      'Thôn phụ trách',
      'Họ và tên',
      'Năm sinh',
      'Giới tính',
      'Số điện thoại',
      'Vai trò',
      'Thành phần',
    ],
    ...['Chức danh kiêm nhiệm', 'Đơn vị công tác', 'Nơi ở', 'Người địa phương', 'Nhiệt tình', 'Kỹ năng số', 'Từ ngày'],
  ])
  for (let i = 0; i < rows; i++) {
    const team = teams[Math.floor(i / membersOfTeam) % teams.length]
    const place = i % membersOfTeam
    const middle = [3, 2, 1, 0].map((power) => letters[Math.floor(i / 16 ** power) % 16]).join('a')
    sheet.addRow([
      ...[
        `T${team?.id}`,
        team?.name,
        'Cấp thôn',
        'Thôn',
        `${families[i % 10]} ${middle}a ${given[i % 15]}`,
        1960 + (i % 45),
      ],
      ...[
        i % 2 ? 'Nam' : 'Nữ',
        `09${String(10_000_000 + i)}`,
        place === 0 ? 'Tổ trưởng' : place === 1 ? 'Tổ phó' : 'Tổ viên',
      ],
      ...[
        components[i % 4],
        `Chi hội trưởng ${i % 50}`,
        `Trường số ${i % 90}`,
        `Xóm ${i % 300}`,
        'Có',
        'x',
        i % 3 ? 'x' : null,
      ],
      new Date('2026-03-05T00:00:00Z'),
    ])
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

type State = { state: string; mark: string; failure: string | null; summary: { counts: Record<string, number> } | null }

/** So many broken connections are no accident any more. */
const mostBroken = 20

async function until(api: Api, session: Session, id: string, states: readonly string[]): Promise<State> {
  let told = ''
  let broken = 0
  for (;;) {
    // A kept-alive connection that the server has closed meanwhile is no answer: asked again.
    const reply = await api.query(session, 'rosterImport.get', { id }).catch(() => null)
    if (!reply) {
      if (++broken > mostBroken) throw new Error('the server is gone')
      await new Promise((resolve) => setTimeout(resolve, 250))
      continue
    }
    const now = answerOf<State & { step: string; done: number; of: number }>(reply)
    const line = `${now.state} ${now.step ?? ''} ${now.done}/${now.of}`
    if (line !== told) console.error(line)
    told = line
    if (states.includes(now.state)) return now
    if (['failed', 'cancelled'].includes(now.state)) throw new Error(`${now.state}: ${now.failure}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** The largest the process has ever been, in megabytes. */
const peakOf = (pid: number) =>
  Number(/VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** A province's list of 20,000 members through the page's own procedures and the server's job, then the same file again. */
export async function rosterImport() {
  const world = await openWorld(source)
  try {
    const database = await world.copy('tung_ngo_roster_import')
    Object.assign(process.env, { DATABASE_URL: database.urls.runtime, SYSTEM_URL: database.urls.system })
    const { province, teams } = await prepare(database)
    const session = await mintSession(database.admin, world.secret, 'province_admin', province)
    const content = Buffer.from(await fileOf(teams)).toString('base64')
    const { baseUrl, pid } = await world.serve(database)
    const api = openApi(baseUrl, 2)
    const before = peakOf(pid)
    const send = async () => {
      const input = { requestId: randomUUID(), name: 'ds.xlsx', content }
      return answerOf<{ id: string }>(await api.command(session, 'rosterImport.send', input)).id
    }
    const started = performance.now()
    const id = await send()
    const { mark, summary } = await until(api, session, id, ['checked'])
    if (summary?.counts.new !== rows) throw new Error(JSON.stringify(summary))
    const checked = performance.now()
    answerOf(
      await api.command(session, 'rosterImport.confirm', { requestId: randomUUID(), id, mark, skipWrong: false }),
    )
    await until(api, session, id, ['done'])
    const done = performance.now()
    const again = await until(api, session, await send(), ['checked'])
    const { counts = {} } = again.summary ?? {}
    const second = rows - (counts.unchanged ?? 0)
    const rss = peakOf(pid)
    api.close()
    const seconds = (done - started) / 1000
    return {
      ...{ rows, seconds: rounded(seconds), max_rss_mb: Math.round(rss), second_time_changes: second },
      ...{ check_seconds: rounded((checked - started) / 1000), apply_seconds: rounded((done - checked) / 1000) },
      ...{ rss_before_mb: Math.round(before), held: seconds < goals.seconds && rss < goals.rss && second === 0 },
    }
  } finally {
    await world.close()
  }
}
