import fs from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { create } from 'qrcode'
import { periodOf } from '@/server/calendar/rules'
import { axe, behind, fits, openMonth, password, people, settled, signIn } from './steps'

/** A team's form on paper: printed from the grid, filled by hand, typed at the line its code leads to, with a picture of it kept. */

test.describe.configure({ mode: 'serial' })

const month = periodOf(new Date()).code
let communeId = 0
let own = 0
let team = { id: 0, name: '' }

test.beforeAll(async () => {
  await openMonth(month)
  await behind(async (client) => {
    const { rows } = await client.query<{ team: number; commune: number }>(
      `select s.unit_id as team, t.commune_id as commune from accounts c join assignments s on s.person_id = c.person_id
         join teams t on t.unit_id = s.unit_id where c.sign_in_name = $1`,
      [people.teamLeader],
    )
    own = rows[0]?.team ?? 0
    communeId = rows[0]?.commune ?? 0
    await client.query(`update periods set send_from_at = now() - interval '1 day' where code = $1`, [month])
    const { rows: waiting } = await client.query<{ id: number; name: string }>(
      `select r.unit_id as id, v.full_name as name from team_reports r join unit_versions v on v.unit_id = r.unit_id and v.valid_to is null
         join periods p on p.id = r.period_id join teams t on t.unit_id = r.unit_id
        where p.code = $1 and t.commune_id = $2 and r.state = 'required' and r.status = 'none' and r.unit_id <> $3
        order by length(v.name) desc, v.name limit 1`,
      [month, communeId, own],
    )
    team = waiting[0] ?? team
  })
  expect(team.id).toBeGreaterThan(0)
})

const gridAt = (id: number) => `/reports/teams?commune=${communeId}&period=${month}&team=${id}`
const line = (page: Page) =>
  page.getByRole('listitem').filter({ has: page.locator(`a[href*="/reports/teams/${team.id}?"]`) })

/** The dark squares of a code, as the page draws them. */
function squaresOf(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const places = Array.from({ length: modules.size ** 2 }, (_, i) => [Math.floor(i / modules.size), i % modules.size])
  return places
    .flatMap(([row = 0, column = 0]) => (modules.get(row, column) ? [`M${column + 4} ${row + 4}h1v1h-1z`] : []))
    .join('')
}

/** How many pages a .pdf has. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0

test('the officer prints a page of A4 for each team that has not sent, and one for a single team', async ({
  page,
}, info) => {
  await signIn(page, people.officer)
  await page.goto(`/reports/teams?period=${month}`)
  await page.getByRole('link', { name: /In phiếu giấy \(\d+ Tổ chưa gửi\)/ }).click()
  await page.waitForURL('**/reports/teams/paper?**')
  const sheets = page.getByRole('article')
  await expect(page.getByRole('img', { name: `Mã QR mở dòng nhập số liệu của ${team.name}` })).toBeVisible()
  const count = await sheets.count()
  expect(count).toBeGreaterThan(1)
  const sheet = page.getByRole('article', { name: `Phiếu báo cáo của ${team.name}` })
  await expect(sheet.getByRole('row')).toHaveCount(9)
  await expect(sheet.getByText('Không phát sinh: tháng này')).toBeVisible()
  await expect(sheet.locator('path')).toHaveAttribute('d', squaresOf(new URL(gridAt(team.id), page.url()).href))
  await page.screenshot({ path: info.outputPath('forms.png'), fullPage: true })
  await axe(page)
  await fits(page)
  await page.emulateMedia({ media: 'print' })
  expect(await sheet.evaluate((each) => getComputedStyle(each).fontSize)).toMatch(/^18[.]66/)
  // Nothing reaches out of its page.
  for (const each of await sheets.all())
    expect(
      await each.evaluate((node) => [node.scrollHeight > node.clientHeight, node.scrollWidth > node.clientWidth]),
    ).toEqual([false, false])
  await page.emulateMedia({ media: null })
  const all = await page.pdf({ preferCSSPageSize: true })
  fs.writeFileSync(info.outputPath('forms.pdf'), all)
  expect(pagesOf(all)).toBe(count)

  await page.goto(`/reports/teams?period=${month}`)
  const row = line(page).first()
  await expect(async () => {
    await row.getByRole('button', { name: /^Thêm/ }).click()
    await expect(row.getByRole('link', { name: /In phiếu giấy/ })).toBeVisible({ timeout: 500 })
  }).toPass()
  await row.getByRole('link', { name: /In phiếu giấy/ }).click()
  await expect(page.getByRole('heading', { name: 'Phiếu báo cáo của Tổ', exact: true })).toHaveCount(1)
  await expect(page.getByRole('img', { name: /Mã QR/ })).toBeVisible()
  await settled(page)
  const one = await page.pdf({ preferCSSPageSize: true })
  fs.writeFileSync(info.outputPath('form.pdf'), one)
  expect(pagesOf(one)).toBe(1)
})

test('a leader prints his own; the code on it leads him to his own form', async ({ page }) => {
  await signIn(page, people.teamLeader)
  await page.goto(`/reports/teams/${own}?period=${month}`)
  await page.getByRole('link', { name: 'In phiếu giấy' }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
  await page.goto(gridAt(own))
  await page.waitForURL(`**/reports/teams/${own}?period=${month}`)
})

test('the code leads over the sign-in page to the line of the team, its first cell ready', async ({ page }, info) => {
  await page.goto(gridAt(team.id))
  await page.waitForURL('**/sign-in?**')
  await page.locator('[name=name]').fill(people.officer)
  await page.locator('[name=password]').fill(password)
  await page.locator('[name=password]').press('Enter')
  await page.waitForURL(`**${gridAt(team.id)}`)
  const first = page.getByLabel(`Buổi hoạt động, ${team.name}`)
  await expect(first).toBeFocused()
  await expect(first).toBeInViewport()
  await expect(line(page)).toHaveAttribute('aria-current', 'true')
  await page.screenshot({ path: info.outputPath('line.png') })
  await axe(page)
  await fits(page)
  await page.keyboard.type('5')
  await expect(line(page).getByLabel('Nguồn')).toHaveValue('paper')
})

test('a picture of the paper is kept with the line, seen in the commune and nowhere else, and taken away', async ({
  page,
  browser,
}, info) => {
  await signIn(page, people.officer)
  await page.goto(gridAt(team.id))
  const row = line(page)
  await expect(page.getByLabel(`Buổi hoạt động, ${team.name}`)).toBeFocused()
  await row.getByRole('button', { name: /^Thêm/ }).click()
  const photos = row.getByRole('region', { name: `Ảnh nguồn của ${team.name}` })
  await expect(photos.getByText(/12 tháng sau khi báo cáo của tháng được chốt/)).toBeVisible()
  const picture = await page.screenshot()
  await photos
    .locator('input[type=file]')
    .setInputFiles([{ name: 'phieu.png', mimeType: 'image/png', buffer: picture }])
  await expect(photos.getByRole('img', { name: 'Ảnh 1' })).toBeVisible()
  await photos.getByRole('button', { name: 'Gửi 1 ảnh' }).click()
  await expect(photos.getByText('Đề nghị kiểm tra ảnh và đánh dấu đã kiểm tra.')).toBeVisible()
  await photos.getByRole('button', { name: 'Làm mờ' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Thêm ô mờ' }).click()
  await dialog.getByRole('button', { name: 'Làm mờ 1 chỗ' }).click()
  await photos.getByRole('checkbox').check()
  await photos.getByRole('button', { name: 'Gửi 1 ảnh' }).click()
  const shown = photos.getByRole('link').getByRole('img', { name: 'Ảnh 1' })
  await expect(shown).toBeVisible()
  await expect(photos.getByRole('button', { name: /^Gửi/ })).toHaveCount(0)
  await shown.scrollIntoViewIfNeeded()
  await expect.poll(() => shown.evaluate((each) => (each as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
  await page.screenshot({ path: info.outputPath('photos.png'), fullPage: true })
  await axe(page)
  await fits(page)

  const address = (await photos.getByRole('link').getAttribute('href')) ?? ''
  const status = async (who: string | null) => {
    const other = await (await browser.newContext()).newPage()
    if (who) await signIn(other, who)
    const answer = await other.request.get(new URL(address, page.url()).href)
    await other.context().close()
    return answer.status()
  }
  expect(await status(people.leader)).toBe(200)
  expect(await status(people.department)).toBe(403)
  expect(await status(people.ministry)).toBe(403)
  // Another team's leader finds nothing there; nobody is asked to sign in first.
  expect(await status(people.teamLeader)).toBe(404)
  expect(await status(null)).toBe(401)

  await photos.getByRole('button', { name: 'Xóa ảnh 1' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa ảnh' }).click()
  await expect(page.getByRole('dialog').getByText('Ghi lý do, từ 5 chữ trở lên.').first()).toBeVisible()
  await page.getByRole('dialog').getByLabel('Lý do').fill('Ảnh chụp nhầm phiếu')
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa ảnh' }).click()
  await expect(shown).toHaveCount(0)
  expect((await page.request.get(address)).status()).toBe(404)
})
