import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test'
import { chromiumArguments, chromiumPath } from './browser'
import { axe, behind, fits, letIn, people, signedIn, signIn, signInByForm } from './steps'
import { baseUrl, widths } from './world'

/** A team writes down what it did: with a network and without, once and no more. */

test.describe.configure({ mode: 'serial' })
test.skip(({ viewport }) => (viewport?.width ?? 0) >= 1000, 'a team leader has a phone')

/** How many activities a team has by the server. */
const arrived = (name: string) =>
  behind(async (client) => {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from activities a join assignments s on s.unit_id = a.unit_id join accounts c on c.person_id = s.person_id
        where c.sign_in_name = $1 and s.role = 'team_leader'`,
      [name],
    )
    return rows[0]?.n ?? 0
  })

/** Fills what has no default; in few taps. */
async function write(page: Page, households: number): Promise<void> {
  await page.getByText('Hướng dẫn tại nhà', { exact: true }).click()
  await page.getByText('Đi từng nhà', { exact: true }).click()
  for (let i = 0; i < households; i++) await page.getByRole('button', { name: 'Thêm 1, Số hộ đã đến' }).click()
  const task = page.getByRole('checkbox', { name: 'Dịch vụ công trực tuyến' })
  if (!(await task.isChecked())) await page.getByText('Dịch vụ công trực tuyến', { exact: true }).click()
  await page.getByRole('button', { name: 'Thêm 5, Dịch vụ công trực tuyến' }).click()
  await page.getByRole('button', { name: 'Ghi hoạt động' }).click()
}

/** The page for logging and all it needs is on the device. */
const kept = (page: Page) =>
  expect
    .poll(() => page.evaluate(async () => (await caches.open('log-1')).match('/log').then(Boolean)), {
      timeout: 30_000,
    })
    .toBe(true)

/** A browser that can be closed and opened again, as a phone is. */
const phones: string[] = []
async function phone(folder: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: await chromiumPath(),
    args: chromiumArguments,
    baseURL: baseUrl(),
    viewport: widths.phone,
    hasTouch: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  })
  return { context, page: context.pages()[0] ?? (await context.newPage()) }
}
const newFolder = () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tung-ngo-phone-'))
  phones.push(folder)
  return folder
}
test.afterAll(() => {
  for (const folder of phones) fs.rmSync(folder, { recursive: true, force: true })
})

test('a leader logs a visit on his phone in a few taps, and it stands in the log', async ({ page }) => {
  await signIn(page, people.teamLeader)
  const before = await arrived(people.teamLeader)
  await page.goto('/')
  await page.getByRole('link', { name: 'Ghi hoạt động' }).click()
  await page.getByRole('heading', { name: 'Ghi hoạt động' }).waitFor()
  await axe(page)
  await fits(page)
  await write(page, 2)
  await expect(page.getByText('Đã gửi về hệ thống.')).toBeVisible()
  expect(await arrived(people.teamLeader)).toBe(before + 1)
  // What was chosen is chosen the next time.
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Hướng dẫn tại nhà' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: 'Dịch vụ công trực tuyến' })).toBeChecked()
  await page.getByRole('link', { name: 'Nhật ký hoạt động' }).click()
  await expect(page.getByText('Hướng dẫn tại nhà · Đi từng nhà').first()).toBeVisible()
})

test('three logs without a network, the phone restarted, the network back: exactly three arrive', async () => {
  test.setTimeout(180_000)
  const folder = newFolder()
  const before = await arrived(people.teamLeader)
  const first = await phone(folder)
  await signInByForm(first.page, people.teamLeader)
  await first.page.goto('/activities')
  await kept(first.page)
  await first.context.setOffline(true)
  await first.page.goto('/log')
  for (let i = 1; i <= 3; i++) {
    await write(first.page, i)
    await expect(first.page.getByRole('heading', { name: `Chưa gửi: ${i}` })).toBeVisible()
  }
  await expect(first.page.getByText('Đang giữ 3 hoạt động trên máy này')).toBeVisible()
  await axe(first.page)
  // Any other address leads to the page that works.
  await first.page.goto('/')
  await expect(first.page).toHaveURL(/\/log$/)
  await first.context.close()

  const second = await phone(folder)
  await second.context.setOffline(true)
  await second.page.goto('/log')
  await expect(second.page.getByRole('heading', { name: 'Chưa gửi: 3' })).toBeVisible()
  expect(await arrived(people.teamLeader)).toBe(before)
  // Two tabs wake up together.
  const tab = await second.context.newPage()
  await tab.goto('/log')
  await second.context.setOffline(false)
  await expect(second.page.getByRole('heading', { name: /Chưa gửi/ })).toHaveCount(0, { timeout: 40_000 })
  await expect(tab.getByRole('heading', { name: /Chưa gửi/ })).toHaveCount(0, { timeout: 40_000 })
  expect(await arrived(people.teamLeader)).toBe(before + 3)
  await second.page.reload()
  await second.page.getByRole('heading', { name: 'Ghi hoạt động' }).waitFor()
  expect(await arrived(people.teamLeader)).toBe(before + 3)
  await second.context.close()
})

const other = '0911000123'
/** A leader of another team of the same commune. */
const another = async () => {
  await behind((client) =>
    client.query(
      `with place as (
         select t.unit_id, t.path from teams t join assignments s on s.role = 'team_leader' join teams o on o.unit_id = s.unit_id and o.commune_id = t.commune_id
          where t.unit_id <> o.unit_id order by t.unit_id limit 1
       ), who as (
         insert into persons (id, full_name, sort_name, unit_id, path) select $1, 'Tổ trưởng khác', 'khác', unit_id, path from place returning id
       ), account as (
         insert into accounts (person_id, sign_in_name) select id, $2 from who
       ) insert into assignments (person_id, role, unit_id, path, holder_name, valid_from)
         select who.id, 'team_leader', unit_id, path, 'Tổ trưởng khác', now() - interval '1 day' from who, place`,
      [randomUUID(), other],
    ),
  )
  await letIn([other])
}

test('a sign-out warns of what is not sent; another person on the phone sees none of it and sends none', async () => {
  test.setTimeout(180_000)
  await another()
  const before = await arrived(people.teamLeader)
  const { context, page } = await phone(newFolder())
  await signInByForm(page, people.teamLeader)
  await page.goto('/activities')
  await kept(page)
  await context.setOffline(true)
  await page.goto('/log')
  await write(page, 4)
  await expect(page.getByRole('heading', { name: 'Chưa gửi: 1' })).toBeVisible()
  // The server is there again for signing out, but not for the log.
  await context.route('**/api/log', (route) => route.abort())
  await context.setOffline(false)
  await page.goto('/units')
  await page.getByRole('button', { name: /Tài khoản và vai trò/ }).click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await expect(page.getByText('Còn 1 hoạt động trên máy này chưa gửi.')).toBeVisible()
  await page.getByRole('button', { name: 'Vẫn đăng xuất' }).click()
  await page.waitForURL('**/sign-in')
  await context.unroute('**/api/log')
  await page.goto('/log')
  await expect(page.getByText('Chưa mở nhật ký của ai trên máy này')).toBeVisible()
  await expect(page.getByText('Chưa gửi')).toHaveCount(0)

  await signInByForm(page, other)
  await page.goto('/log')
  await page.getByRole('heading', { name: 'Ghi hoạt động' }).waitFor()
  await expect(page.getByText('Chưa gửi')).toHaveCount(0)
  await write(page, 1)
  await expect(page.getByText('Đã gửi về hệ thống.')).toBeVisible()
  expect(await arrived(people.teamLeader)).toBe(before)
  expect(await arrived(other)).toBe(1)

  // Its owner comes back: it is his, and goes.
  await page.goto('/')
  await page.getByRole('button', { name: /Tài khoản và vai trò/ }).click()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.waitForURL('**/sign-in')
  await signInByForm(page, people.teamLeader)
  await expect.poll(() => arrived(people.teamLeader), { timeout: 30_000 }).toBe(before + 1)
  await context.close()
})

test('what the server refuses stays with the reason, and is sent when put right', async () => {
  test.setTimeout(180_000)
  const before = await arrived(people.teamLeader)
  const founded = (day: string | null) =>
    behind((client) =>
      client.query(
        `update teams t set founded_on = coalesce($2::date, (select min(valid_from) from unit_versions v where v.unit_id = t.unit_id))
           from assignments s join accounts c on c.person_id = s.person_id where s.unit_id = t.unit_id and s.role = 'team_leader' and c.sign_in_name = $1`,
        [people.teamLeader, day],
      ),
    )
  const { context, page } = await phone(newFolder())
  await signInByForm(page, people.teamLeader)
  await page.goto('/log')
  await founded('2099-01-01')
  try {
    await write(page, 3)
    await expect(page.getByText('Hệ thống không nhận')).toBeVisible()
    await expect(page.getByText(/Tổ chưa thành lập hoặc đã giải thể vào ngày/)).toBeVisible()
    await page.reload()
    await expect(page.getByText(/Tổ chưa thành lập hoặc đã giải thể vào ngày/)).toBeVisible()
    await axe(page)
  } finally {
    await founded(null)
  }
  expect(await arrived(people.teamLeader)).toBe(before)
  await page.getByRole('button', { name: 'Sửa' }).click()
  await expect(page.getByLabel('Số hộ đã đến', { exact: true })).toHaveValue('3')
  await page.getByRole('button', { name: 'Gửi lại' }).click()
  await expect(page.getByText('Đã gửi về hệ thống.')).toBeVisible()
  expect(await arrived(people.teamLeader)).toBe(before + 1)
  await context.close()
})

test('by the keyboard alone', async ({ page }) => {
  await signIn(page, people.teamLeader)
  const before = await arrived(people.teamLeader)
  await page.goto('/log')
  await page.getByRole('heading', { name: 'Ghi hoạt động' }).waitFor()
  const reach = async (name: string | RegExp, role: 'radio' | 'checkbox' | 'button' | 'textbox') => {
    const wanted = page.getByRole(role, { name }).first()
    for (let i = 0; i < 60; i++) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`the keyboard does not reach ${name}`)
  }
  await reach('Tuyên truyền', 'radio')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Hướng dẫn tại nhà' })).toBeChecked()
  await reach('Đi từng nhà', 'radio')
  await page.keyboard.press('Space')
  await reach('Số hộ đã đến', 'textbox')
  await page.keyboard.type('7')
  await reach('Thanh toán trực tuyến', 'checkbox')
  await page.keyboard.press('Space')
  await reach('Ghi hoạt động', 'button')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Đã gửi về hệ thống.')).toBeVisible()
  expect(await arrived(people.teamLeader)).toBe(before + 1)
})

test('a picture is covered by the keyboard, sent, and seen by nobody else', async ({ page, browser }) => {
  await signIn(page, people.teamLeader)
  await page.goto('/log')
  await page.getByText('Ảnh (nếu có)').click()
  await page
    .locator('input[type=file]')
    .setInputFiles(path.join(import.meta.dirname, '..', 'public', 'readme', 'filing.png'))
  await page.getByRole('button', { name: 'Làm mờ' }).click()
  await page.getByRole('button', { name: 'Thêm ô mờ' }).press('Enter')
  const box = page.getByRole('button', { name: 'Ô mờ 1' })
  const left = (await box.boundingBox())?.x ?? 0
  await box.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(async () => (await box.boundingBox())?.x ?? 0).toBeGreaterThan(left)
  await axe(page)
  await page.getByRole('button', { name: 'Làm mờ 1 chỗ' }).click()
  await page.getByText('Hướng dẫn tại nhà', { exact: true }).click()
  await page.getByText('Đi từng nhà', { exact: true }).click()
  const task = page.getByRole('checkbox', { name: 'Dịch vụ công trực tuyến' })
  if (!(await task.isChecked())) await page.getByText('Dịch vụ công trực tuyến', { exact: true }).click()
  await page.getByRole('button', { name: 'Ghi hoạt động' }).click()
  await expect(page.getByText('Đề nghị kiểm tra ảnh').first()).toBeVisible()
  await page.getByRole('checkbox', { name: /Tôi đã kiểm tra/ }).check()
  await page.getByRole('button', { name: 'Ghi hoạt động' }).click()
  await expect(page.getByText('Đã gửi về hệ thống.')).toBeVisible()
  const photo = await behind(async (client) => {
    const { rows } = await client.query<{ id: string; activity: string }>(
      `select id, activity_id as activity from activity_photos order by uploaded_at desc limit 1`,
    )
    return rows[0]
  })
  const address = `/api/photos/${photo?.id}`
  const own = await page.request.get(address)
  expect([own.status(), own.headers()['content-type'], own.headers()['cache-control']]).toEqual([
    200,
    'image/jpeg',
    'private, no-store',
  ])
  await page.goto(`/activities/${photo?.activity}`)
  await expect(page.getByRole('img', { name: 'Ảnh 1' })).toBeVisible()
  await axe(page)
  for (const [name, status] of [
    [people.officer, 200],
    [people.department, 200],
    [people.thanhHoa, 404],
    [people.ministry, 403],
  ] as const) {
    const theirs = await signedIn(browser, name)
    expect((await theirs.request.get(address)).status(), name).toBe(status)
    await theirs.context().close()
  }
  // Its time over, the link says so plainly, and so does the page; who might not see it learns nothing more.
  await behind((client) =>
    client.query(`update activity_photos set content = null, removed_at = '2027-12-01T02:00:00Z' where id = $1`, [
      photo?.id,
    ]),
  )
  const gone = await page.request.get(address)
  expect([gone.status(), gone.headers()['content-type']]).toEqual([410, 'text/plain; charset=utf-8'])
  expect(await gone.text()).toContain('đã được xóa ngày 01/12/2027 theo quy định')
  await page.reload()
  await expect(page.getByText('Ảnh 1 đã xóa ngày 01/12/2027 theo quy định về thời hạn lưu')).toBeVisible()
  await axe(page)
  const theirs = await signedIn(browser, people.thanhHoa)
  expect((await theirs.request.get(address)).status()).toBe(404)
  await theirs.context().close()
  await page.context().clearCookies()
  expect((await page.request.get(address)).status()).toBe(401)
})

test('a commune types for a team, and does not accept what is wrong', async ({ page }) => {
  await signIn(page, people.officer)
  await page.goto('/activities')
  await expect(page.getByText(/Chưa ghi nhận hoạt động: \d+ Tổ/)).toBeVisible()
  await page.getByRole('link', { name: 'Ghi hoạt động' }).click()
  await page.getByRole('main').getByText('Tập huấn', { exact: true }).click()
  await page.getByText('Trường học', { exact: true }).click()
  await page.getByText('Thanh toán trực tuyến', { exact: true }).click()
  await page.getByText('Gia đình có con đi học', { exact: true }).click()
  await page.getByText('Nộp học phí trực tuyến', { exact: true }).click()
  await page.getByRole('button', { name: 'Ghi hoạt động' }).click()
  await expect(page.getByText('Chưa ghi người của Tổ cung cấp thông tin.').first()).toBeVisible()
  await page.getByLabel('Người của Tổ cung cấp thông tin').fill('Tổ trưởng')
  await page.getByRole('button', { name: 'Ghi hoạt động' }).click()
  await page.getByRole('heading', { name: /^Tập huấn, / }).waitFor()
  await expect(page.getByText(/nhập hộ theo Tổ trưởng/)).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: 'Không chấp nhận' }).click()
  await page.getByLabel('Lý do').fill('Trùng với buổi đã ghi hôm trước')
  await page.getByRole('dialog').getByRole('button', { name: 'Không chấp nhận' }).click()
  await expect(page.getByText('Xã, phường không chấp nhận')).toBeVisible()
})
