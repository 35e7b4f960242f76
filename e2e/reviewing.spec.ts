import { expect as expectSoon, type Page, test } from '@playwright/test'
import { periodOf, previousPeriod } from '@/server/calendar/rules'
import { axe, behind, fits, fitsElsewhere, letIn, openMonth, people, signedIn, signIn, speak, walkOf } from './steps'

const expect = expectSoon.configure({ timeout: 20_000 })

const { ministry, provinceOfficer: department } = people
const filed = previousPeriod(periodOf(new Date()))

type Sent = { unitId: number; name: string; reportId: string; figure: number; officer: string; leader: string }

/** The story must hold on any day of the month: the month that ended is still open. */
test.beforeAll(() => openMonth(filed.code))

/** A report of Quảng Trị that waits to be accepted for the first time, and who signs in for its commune. */
const waiting = () =>
  behind(async (client) => {
    const { rows } = await client.query<Sent>(
      `select r.unit_id as "unitId", v.full_name as name, r.id as "reportId", (r.values ->> 'T1_01')::int as figure,
              (select c.sign_in_name from assignments a join accounts c on c.person_id = a.person_id
                where a.unit_id = r.unit_id and a.role = 'commune_officer' limit 1) as officer,
              (select c.sign_in_name from assignments a join accounts c on c.person_id = a.person_id
                where a.unit_id = r.unit_id and a.role = 'commune_leader' limit 1) as leader
         from reports r
         join periods p on p.id = r.period_id and p.code = $1
         join unit_versions v on v.unit_id = r.unit_id and v.valid_to is null
         join unit_versions province on province.unit_id = v.parent_id and province.code = '44' and province.valid_to is null
        where r.status = 'submitted' and r.submission_no = 1 and v.full_name <> 'Xã Lìa'
          and (r.values ->> 'T1_01')::int > 20
        order by r.first_sent_at limit 1`,
      [filed.code],
    )
    const [row] = rows
    if (!row) throw new Error('nothing waits to be accepted')
    await letIn([row.officer, row.leader])
    return row
  })

/** Only the reports of a state: a phone has the states in a list. */
async function only(page: Page, state: string) {
  const list = page.getByRole('combobox', { name: 'Lọc theo tình trạng' })
  const button = page.getByRole('button', { name: new RegExp(`^${state}`) })
  await expect(list.or(button)).toBeVisible()
  if (!(await list.isVisible())) return button.click()
  const option = list.locator('option', { hasText: new RegExp(`^${state}`) })
  await list.selectOption((await option.getAttribute('value')) ?? '')
}

const statusOf = (reportId: string) =>
  behind(async (client) => {
    const { rows } = await client.query<{ status: string }>('select status from reports where id = $1', [reportId])
    return rows[0]?.status
  })

test.describe('the province receives', () => {
  test('returns one row, the commune corrects it, the province accepts', async ({ page, browser }) => {
    test.slow()
    const sent = await waiting()
    const address = `/reports/${sent.unitId}/${filed.code}/review`
    await signIn(page, department)
    await page.goto(`${address}?state=submitted`)
    await page.getByRole('checkbox', { name: 'Chọn Lượt hướng dẫn dịch vụ công' }).check()
    await page.getByRole('button', { name: 'Đề nghị chỉnh sửa 1 số liệu' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await expect(dialog.getByText('Đề nghị ghi lý do')).toHaveCount(2)
    await dialog.getByRole('textbox', { name: /Lượt hướng dẫn dịch vụ công/ }).fill('Thừa một lượt của tháng trước')
    await dialog.getByRole('textbox', { name: 'Lý do chung' }).fill('Đề nghị rà soát lại')
    await axe(page)
    await dialog.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await expect(page.getByText('Đã đề nghị chỉnh sửa, chờ đơn vị gửi lại')).toBeVisible()
    expect(await statusOf(sent.reportId)).toBe('returned')

    const officer = await signedIn(browser, sent.officer)
    await expect(officer.getByText(/đề nghị chỉnh sửa 1 số liệu/)).toBeVisible()
    await expect(officer.getByText(/Đề nghị rà soát lại/)).toBeVisible()
    await officer.getByRole('link', { name: 'Sửa 1 số liệu' }).click()
    const cell = officer.locator('#cell-T1_01')
    await expect(cell).toBeEditable()
    await cell.focus()
    const saved = officer.waitForResponse((response) => response.url().includes('reports.save') && response.ok())
    await officer.keyboard.type(String(sent.figure - 1))
    await officer.keyboard.press('Enter')
    await saved
    await officer.getByRole('button', { name: 'Trình lãnh đạo' }).click()
    await expect(officer.getByText('Đã trình, chờ lãnh đạo duyệt')).toBeVisible()
    await officer.context().close()

    const leader = await signedIn(browser, sent.leader)
    await leader.getByRole('link', { name: 'Xem và duyệt' }).click()
    await leader.getByRole('button', { name: 'Duyệt và gửi' }).click()
    await leader.getByRole('button', { name: 'Gửi báo cáo' }).click()
    await expect.poll(() => statusOf(sent.reportId)).toBe('submitted')
    await leader.context().close()

    await page.goto(address)
    await expect(page.getByRole('heading', { name: '1 số liệu đổi so với lần gửi trước' })).toBeVisible()
    await expect(page.getByRole('cell', { name: 'Thừa một lượt của tháng trước', exact: true })).toBeVisible()
    await axe(page)
    await page.keyboard.press('a')
    await page.getByRole('dialog').getByRole('button', { name: 'Tiếp nhận' }).click()
    await expect.poll(() => statusOf(sent.reportId)).toBe('accepted')
    await page.goto(address)
    await expect(page.getByRole('button', { name: 'Tiếp nhận', exact: true })).toHaveCount(0)
  })

  test('filters stay in the address, and the next report follows them', async ({ page }) => {
    await signIn(page, department)
    await page.goto(`/reports?period=${filed.code}`)
    await only(page, 'Chờ tiếp nhận')
    await page.getByRole('searchbox', { name: 'Tìm theo tên hoặc mã' }).fill('xa')
    await expect(page).toHaveURL(/state=submitted/)
    await expect(page).toHaveURL(/q=xa/)
    const units = page.locator('table.dt tbody th a')
    // The address changes first, the table follows.
    await expect.poll(async () => (await units.allInnerTexts()).every((name) => name.startsWith('Xã'))).toBe(true)
    const seen = await units.allInnerTexts()
    expect(seen.length).toBeGreaterThan(1)
    await page.reload()
    await expect(units).toHaveText(seen)
    await units.first().click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(seen[0] ?? '')
    await expect(page.getByText(`1/${seen.length} trong danh sách đang lọc`)).toBeVisible()
    // A key pressed before the page listens is lost; a person presses again.
    const heading = page.getByRole('heading', { level: 1 })
    const step = (key: string, from: string, to: string) =>
      expect(async () => {
        if ((await heading.textContent())?.includes(from)) await page.keyboard.press(key)
        await expect(heading).toContainText(to, { timeout: 5_000 })
      }).toPass({ timeout: 40_000 })
    await step('j', seen[0] ?? '', seen[1] ?? '')
    await step('k', seen[1] ?? '', seen[0] ?? '')
  })

  test('copies the late list for Zalo, names and no numbers', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await signIn(page, department)
    await page.goto(`/reports?period=${filed.code}`)
    await page.getByRole('button', { name: /Zalo/ }).click()
    const text = page.getByRole('textbox', { name: 'Nội dung tin nhắn' })
    const message = await text.inputValue()
    expect(message).toContain(`báo cáo tháng ${String(filed.month).padStart(2, '0')}/${filed.year}`)
    expect(message).toMatch(/\n1\. (Xã|Phường|Đặc khu) /)
    expect(message).not.toMatch(/0900/)
    await text.fill(`${message}\nSở Khoa học và Công nghệ`)
    await page.getByRole('button', { name: 'Sao chép tin nhắn Zalo' }).click()
    await expect(page.getByText('Đã sao chép', { exact: true })).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${message}\nSở Khoa học và Công nghệ`)
  })

  test('accepts the clean ones at once, and names what was taken back meanwhile', async ({ page }) => {
    await signIn(page, department)
    await page.goto(`/reports?period=${filed.code}`)
    const button = page.getByRole('button', { name: /^Tiếp nhận \d+ báo cáo không có cảnh báo$/ })
    const count = Number(/\d+/.exec((await button.textContent()) ?? '')?.[0])
    expect(count).toBeGreaterThan(1)
    await only(page, 'Không có cảnh báo')
    const units = page.locator('table.dt tbody th a')
    await expect(units).toHaveCount(count)
    const names = await units.allInnerTexts()
    // Meanwhile one commune takes its report back.
    const gone = names[0] ?? ''
    await behind((client) =>
      client.query(
        `update reports r set status = 'draft', version = version + 1
           from unit_versions v, periods p
          where v.unit_id = r.unit_id and v.valid_to is null and v.full_name = $1 and p.id = r.period_id and p.code = $2`,
        [gone, filed.code],
      ),
    )
    await button.click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Tiếp nhận ${count} báo cáo` })
      .click()
    await expect(page.getByText(`Đã tiếp nhận ${count - 1} báo cáo.`)).toBeVisible()
    await expect(page.getByText('1 đơn vị chưa xử lý được')).toBeVisible()
    await expect(page.getByText(new RegExp(`^${gone}: `))).toBeVisible()
    await expect(page.getByRole('button', { name: 'Không có báo cáo nào để tiếp nhận ngay' })).toBeDisabled()
  })
})

test('home, list and report are in order in either language', async ({ page }, info) => {
  await signIn(page, department)
  const { rows } = await behind((client) =>
    client.query<{ unitId: number }>(
      `select r.unit_id as "unitId" from reports r join periods p on p.id = r.period_id and p.code = $1
         join unit_versions v on v.unit_id = r.unit_id and v.valid_to is null
         join unit_versions province on province.unit_id = v.parent_id and province.code = '44' and province.valid_to is null
        where r.submission_no > 0 limit 1`,
      [filed.code],
    ),
  )
  const { locale, theme } = walkOf(info)
  await speak(page, locale, theme)
  for (const address of ['/', `/reports?period=${filed.code}`, `/reports/${rows[0]?.unitId}/${filed.code}/review`]) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await fits(page)
    await axe(page)
    await fitsElsewhere(page)
  }
})

test('the ministry sees the provinces, and looks into one without names or steps', async ({ page }) => {
  await signIn(page, ministry)
  await page.goto(`/reports?period=${filed.code}`)
  await expect(page.locator('table.dt tbody tr')).toHaveCount(34)
  await fits(page)
  await axe(page)
  await page.getByRole('link', { name: 'Tỉnh Quảng Trị' }).click()
  // The page of the nation says how many beside it: wait for the other one, its title included.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Báo cáo tháng \d\d\/\d{4}$/)
  await expect(page).toHaveTitle(/./)
  await expect(page.locator('a[href^="tel:"]')).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Tiếp nhận/ })).toHaveCount(0)
  await axe(page)
})
