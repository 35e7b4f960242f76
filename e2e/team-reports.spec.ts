import { expect, type Page, test } from '@playwright/test'
import { periodOf } from '@/server/calendar/rules'
import { axe, behind, fits, openMonth, people, signIn } from './steps'

/** Teams report to their commune, by themselves and through its officer, and the commune's report is their sum. */

test.describe.configure({ mode: 'serial' })

/** The month that runs; the one that has ended is filed in another story. */
const month = periodOf(new Date()).code
let teamId = 0
let communeId = 0

test.beforeAll(async () => {
  await openMonth(month)
  await behind(async (client) => {
    const { rows } = await client.query<{ team: number; commune: number }>(
      `select s.unit_id as team, t.commune_id as commune from accounts c join assignments s on s.person_id = c.person_id
         join teams t on t.unit_id = s.unit_id where c.sign_in_name = $1`,
      [people.teamLeader],
    )
    teamId = rows[0]?.team ?? 0
    communeId = rows[0]?.commune ?? 0
    await client.query(`update periods set send_from_at = now() - interval '1 day' where code = $1`, [month])
  })
  expect(teamId).toBeGreaterThan(0)
})

const figures = [
  ['Buổi hoạt động', '4'],
  ['Hộ được đến hướng dẫn', '35'],
  ['Lượt hướng dẫn dịch vụ công', '1.260'],
  ['Lượt hướng dẫn mua sắm trực tuyến', '0'],
  ['Lượt hướng dẫn thanh toán', '15'],
  ['Lượt hướng dẫn tự bảo vệ trên mạng', '40'],
  ['Lượt hướng dẫn nền tảng khác', '5'],
] as const

test('a leader sends his month; blank and negative figures are named beside their fields', async ({ page }, info) => {
  await signIn(page, people.teamLeader)
  await page.goto('/')
  await expect(page.getByText(/Tổ chưa gửi báo cáo|Tổ đã gửi/)).toBeVisible()
  await page.goto(`/reports/teams/${teamId}?period=${month}`)
  await page.getByLabel('Buổi hoạt động').fill('-1')
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click()
  await expect(page.getByText('Số liệu không được là số âm.').first()).toBeVisible()
  for (const [label, value] of figures) await page.getByLabel(label).fill(value)
  // What was typed waits on the device, also when the page is opened again.
  await page.reload()
  await expect(page.getByLabel('Hộ được đến hướng dẫn')).toHaveValue('35')
  await page.screenshot({ path: info.outputPath('form.png'), fullPage: true })
  await axe(page)
  await fits(page)
  await page.getByRole('button', { name: 'Gửi báo cáo' }).click()
  await expect(page.getByText(/Tổ đã gửi lúc/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Gửi báo cáo' })).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Lượt hướng dẫn dịch vụ công 1.260/ })).toBeVisible()
})

const cell = (page: Page, name: string, team: string) => page.getByLabel(`${name}, ${team}`)
/** Pastes where the page has woken up: until then nobody listens. */
async function pasteAt(page: Page, name: string, team: string, text: string) {
  const field = cell(page, name, team)
  const first = text.split('\t')[0] ?? ''
  await expect(async () => {
    await field.focus()
    await page.evaluate((block) => {
      const data = new DataTransfer()
      data.setData('text/plain', block)
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    }, text)
    await expect(field).toHaveValue(first, { timeout: 500 })
  }).toPass()
}

test('the officer pastes a block for the others, is asked for what is missing, and sees how many teams stand behind the sum', async ({
  page,
}, info) => {
  await signIn(page, people.officer)
  await page.goto(`/reports/teams?period=${month}`)
  const teams = await behind(async (client) => {
    const { rows } = await client.query<{ id: number; name: string }>(
      `select r.unit_id as id, v.full_name as name from team_reports r join unit_versions v on v.unit_id = r.unit_id and v.valid_to is null
         join periods p on p.id = r.period_id join teams t on t.unit_id = r.unit_id
        where p.code = $1 and t.commune_id = $2 and r.state = 'required' and r.status = 'none'
        order by t.level, length(v.name), v.name collate "vi-x-icu"`,
      [month, communeId],
    )
    return rows
  })
  expect(teams.length).toBeGreaterThan(1)
  const [first, second] = [teams[0]?.name ?? '', teams[1]?.name ?? '']
  // From the first field on, over the columns; the leader's line may lie between the two.
  await pasteAt(page, 'Buổi hoạt động', first, '2\t10\t\t20\t5\t6\t7\t8')
  await expect(cell(page, 'Lượt hướng dẫn nền tảng khác', first)).toHaveValue('8')
  await pasteAt(page, 'Buổi hoạt động', second, '3\t12\t\t30\t0\t1\t2')
  await page.getByRole('button', { name: 'Lưu số liệu' }).click()
  await expect(page.getByText(/Còn số bắt buộc chưa nhập/)).toBeVisible()
  await page.screenshot({ path: info.outputPath('grid.png'), fullPage: true })
  await axe(page)
  await fits(page)
  await cell(page, 'Lượt hướng dẫn nền tảng khác', second).fill('0')
  for (const name of [first, second]) {
    const line = page.getByRole('listitem').filter({ has: cell(page, 'Buổi hoạt động', name) })
    await line.getByLabel('Người báo').fill('Hồ Văn Tin')
  }
  await page.getByRole('button', { name: 'Lưu số liệu' }).click()
  await expect(page.getByText('Đã lưu số liệu của 2 Tổ.')).toBeVisible()
  await expect(page.getByText('3/4', { exact: true }).first()).toBeVisible()
})

test('a message is read piece by piece, and goes into the grid when it is confirmed; nothing is saved by it', async ({
  page,
}, info) => {
  await signIn(page, people.officer)
  await page.goto(`/reports/teams?period=${month}`)
  await page.getByRole('button', { name: 'Dán tin nhắn Zalo' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByLabel('Nội dung tin nhắn')
    .fill('Thôn 3 báo cáo: 7 buổi, 21 hộ, 33 lượt dịch vụ công. Kế hoạch tháng sau 6 buổi. Khác: 2')
  await expect(dialog.getByText(/Buổi hoạt động: 7/)).toBeVisible()
  await expect(dialog.getByText(/Hộ được đến hướng dẫn: 21/)).toBeVisible()
  await expect(dialog.getByText('Chưa hiểu, chưa lấy:')).toBeVisible()
  await page.screenshot({ path: info.outputPath('reader.png') })
  await axe(page)
  await dialog.getByRole('button', { name: 'Điền vào bảng (1 Tổ)' }).click()
  await expect(page.getByLabel('Buổi hoạt động, Tổ công nghệ số cộng đồng thôn 3')).toHaveValue('7')
  await expect(page.getByText(/1 Tổ có số chưa lưu/)).toBeVisible()
})

test('the report takes the sum from the month that the commune says, and types again when it says so', async ({
  page,
}) => {
  await signIn(page, people.officer)
  await page.goto(`/reports/teams?period=${month}`)
  await page.getByRole('button', { name: 'Lấy tổng từ các Tổ' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lấy từ các Tổ' }).click()
  await expect(page.getByText(/Báo cáo tháng lấy tổng từ các Tổ, kể từ/)).toBeVisible()
  await page.goto(`/reports/${communeId}/${month}`)
  const row = page.getByRole('listitem').filter({ hasText: 'Hộ được đến hướng dẫn' }).first()
  await expect(row).toContainText('57')
  await expect(row.getByRole('link', { name: /từ hệ thống/ })).toHaveAttribute('href', /reports\/teams/)
  await page.goto(`/reports/teams?period=${month}`)
  await page.getByRole('button', { name: 'Trở lại nhập tay' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Trở lại nhập tay' }).click()
  await expect(page.getByText('Báo cáo tháng đang nhập tay, chưa lấy tổng từ các Tổ.')).toBeVisible()
})

test('the officer returns a report with a reason; its leader reads it and sends again', async ({ page, browser }) => {
  await signIn(page, people.officer)
  await page.goto(`/reports/teams?period=${month}`)
  const line = page
    .getByRole('listitem')
    .filter({ hasText: 'Đã có số liệu' })
    .filter({
      has: page.locator(`a[href*="/reports/teams/${teamId}?"]`),
    })
  await line.getByRole('button', { name: /^Thêm/ }).click()
  await line.getByRole('button', { name: /Đề nghị Tổ chỉnh sửa/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Lý do').fill('Đề nghị kiểm tra lượt dịch vụ công')
  await dialog.getByLabel(/Lượt hướng dẫn dịch vụ công/).fill('Gấp nhiều lần tháng trước')
  await dialog.getByRole('button', { name: 'Đề nghị chỉnh sửa' }).click()
  await expect(page.getByText(/Đã đề nghị Tổ chỉnh sửa: Đề nghị kiểm tra/)).toBeVisible()
  const leader = await (await browser.newContext({ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })).newPage()
  await signIn(leader, people.teamLeader)
  await leader.goto(`/reports/teams/${teamId}?period=${month}`)
  await expect(leader.getByText('Đề nghị kiểm tra lượt dịch vụ công').first()).toBeVisible()
  await expect(leader.getByText(/Gấp nhiều lần tháng trước/).first()).toBeVisible()
  await leader.getByLabel('Lượt hướng dẫn dịch vụ công').fill('126')
  await leader.getByRole('button', { name: 'Gửi báo cáo' }).click()
  await expect(leader.getByText(/Tổ đã gửi lúc/)).toBeVisible()
  await leader.getByText('2 lần gửi, nhập').click()
  await expect(leader.getByText('Lý do: Đề nghị kiểm tra lượt dịch vụ công')).toBeVisible()
  await leader.context().close()
})

test('figures that come after the commune has sent wait for the department, which agrees in one tap', async ({
  page,
  browser,
}, info) => {
  const late = await behind(async (client) => {
    const { rows } = await client.query<{ id: number; name: string }>(
      `select r.unit_id as id, v.full_name as name from team_reports r join unit_versions v on v.unit_id = r.unit_id and v.valid_to is null
         join periods p on p.id = r.period_id join teams t on t.unit_id = r.unit_id
        where p.code = $1 and t.commune_id = $2 and r.state = 'required' and r.status = 'none' limit 1`,
      [month, communeId],
    )
    // The commune's report leaves with what its teams have told it.
    await client.query(
      `insert into reports (unit_id, path, period_id, province_id, form_version_id, status)
       select o.unit_id, o.path, o.period_id, o.province_id, p.form_version_id, 'draft' from obligations o join periods p on p.id = o.period_id
        where p.code = $1 and o.unit_id = $2 on conflict do nothing`,
      [month, communeId],
    )
    await client.query(
      `insert into report_drafts (report_id, unit_id, path, values, updated_at)
       select r.id, r.unit_id, r.path, '{"C01": 9, "C02": 57, "T1_01": 176, "C05": 176}', now() from reports r join periods p on p.id = r.period_id
        where p.code = $1 and r.unit_id = $2 on conflict (report_id) do update set values = excluded.values`,
      [month, communeId],
    )
    await client.query(
      `update reports r set status = 'submitted', submitted_at = now(), version = r.version + 1 from periods p
        where p.id = r.period_id and p.code = $1 and r.unit_id = $2`,
      [month, communeId],
    )
    return rows[0] ?? { id: 0, name: '' }
  })
  expect(late.id).toBeGreaterThan(0)
  await signIn(page, people.officer)
  await page.goto(`/reports/teams?period=${month}`)
  await expect(page.getByRole('button', { name: 'Lưu số liệu' })).toHaveCount(0)
  const line = page
    .getByRole('listitem')
    .filter({ has: page.locator(`a[href*="/reports/teams/${late.id}?"]`) })
    .first()
  await line.getByRole('button', { name: /Gửi số liệu bổ sung/ }).click()
  const dialog = page.getByRole('dialog')
  for (const [label, value] of figures) await dialog.getByLabel(label).fill(value)
  await dialog.getByLabel('Người báo').fill('Hồ Văn Muộn')
  await dialog.getByRole('button', { name: 'Gửi bổ sung' }).click()
  await expect(dialog.getByText('Ghi lý do bổ sung, từ 5 chữ trở lên.').first()).toBeVisible()
  await page.screenshot({ path: info.outputPath('late-dialog.png'), fullPage: true })
  await axe(page)
  await dialog.getByLabel('Lý do bổ sung').fill('Tin nhắn của Tổ đến sau khi xã đã gửi')
  await dialog.getByRole('button', { name: 'Gửi bổ sung' }).click()
  await expect(line.getByText('Chờ cấp trên đồng ý')).toBeVisible()
  await expect(line.getByText('Hộ được đến hướng dẫn: chưa có → 35')).toBeVisible()
  await page.screenshot({ path: info.outputPath('late-grid.png'), fullPage: true })
  await axe(page)
  await fits(page)

  const above = await (await browser.newContext({ ...info.project.use, locale: 'vi-VN' })).newPage()
  await signIn(above, people.department)
  await above.goto(`/reports/${communeId}/${month}/review`)
  await expect(above.getByRole('heading', { name: 'Số liệu bổ sung kỳ trước: 1 Tổ chờ đồng ý' })).toBeVisible()
  await expect(above.getByRole('row', { name: /Hộ được đến hướng dẫn – → 35 57 → 92/ })).toBeVisible()
  await expect(above.getByText('Hồ Văn Muộn')).toHaveCount(0)
  await above.screenshot({ path: info.outputPath('late-review.png'), fullPage: true })
  await axe(above)
  await fits(above)
  await above.getByRole('button', { name: /^Đồng ý/ }).click()
  await expect(above.getByText(/Đã bổ sung số liệu của .* vào báo cáo của/)).toBeVisible()
  await expect(above.getByRole('heading', { name: /Số liệu bổ sung kỳ trước/ })).toHaveCount(0)
  await expect(above.getByText(/Bổ sung số liệu của Tổ 1 lần/)).toBeVisible()
  await above.context().close()

  await page.reload()
  await expect(line.getByText('Đã bổ sung', { exact: true })).toBeVisible()
  const stands = await behind(async (client) => {
    const { rows } = await client.query<{ status: string; c02: string; no: number }>(
      `select r.status, r.values ->> 'C02' as c02, r.submission_no as no from reports r join periods p on p.id = r.period_id
        where p.code = $1 and r.unit_id = $2`,
      [month, communeId],
    )
    // Other stories find the month as it was: being typed.
    await client.query(
      `update reports r set status = 'draft', version = r.version + 1 from periods p where p.id = r.period_id and p.code = $1 and r.unit_id = $2`,
      [month, communeId],
    )
    return rows[0]
  })
  expect(stands).toMatchObject({ status: 'submitted', c02: '92', no: 2 })
})
