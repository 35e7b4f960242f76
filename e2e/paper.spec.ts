import fs from 'node:fs'
import { expect as expectSoon, type Page, test } from '@playwright/test'
import { periodOf, previousPeriod } from '@/server/calendar/rules'
import { axe, behind, fits, openMonth, people, settled, signedIn, signIn } from './steps'

/** The official document of a month: seen, taken as a file, printed for the signature, and told apart from figures that changed since. */

const expect = expectSoon.configure({ timeout: 20_000 })
/** The commune's document is read in the month that runs, which nobody sends; the province's totals in the one that ended. */
const running = periodOf(new Date())
const filed = previousPeriod(running)

let unitId = 0
let provinceId = 0
test.beforeAll(async () => {
  await openMonth(filed.code)
  await behind(async (client) => {
    const { rows } = await client.query<{ unit: number; province: number }>(
      `select v.unit_id as unit, v.parent_id as province from unit_versions v
         join unit_versions p on p.unit_id = v.parent_id and p.valid_to is null
        where v.full_name = 'Xã Lìa' and p.code = '44' and v.valid_to is null`,
    )
    unitId = rows[0]?.unit ?? 0
    provinceId = rows[0]?.province ?? 0
  })
  expect(unitId).toBeGreaterThan(0)
})

/** Presses the button of a file and gives its name and content. */
async function taken(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  const download = await coming
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) }
}

test.describe('a commune’s document', () => {
  test.describe.configure({ mode: 'serial' })

  test('is read on its page and taken as files, which is noted', async ({ page }) => {
    await signIn(page, people.officer)
    await page.goto(`/reports/${unitId}/${running.code}`)
    await page.getByRole('link', { name: 'In để trình ký' }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Văn bản báo cáo tháng \d\d\/\d{4}$/)
    const paper = page.getByRole('article')
    await expect(paper.getByText(/^Số:\s+\/BC-UBND$/)).toBeVisible()
    await expect(paper.getByText(`I. TÌNH HÌNH TỔ CHỨC`)).toBeVisible()
    await expect(paper.getByRole('row').first()).toContainText('Nội dung')
    await expect(paper).not.toContainText(/undefined|NaN|null/)
    await settled(page)
    await fits(page)
    await axe(page)

    const docx = await taken(page, 'Tải văn bản (.docx)')
    expect(docx.name).toBe(`bao-cao-${running.code}-xa-lia.docx`)
    expect(docx.bytes.subarray(0, 2).toString()).toBe('PK')
    await expect(page.getByText(/In để trình ký gần nhất lúc \d\d:\d\d/)).toBeVisible()
    const pdf = await taken(page, 'Tải văn bản (.pdf)')
    expect(pdf.name).toBe(`bao-cao-${running.code}-xa-lia.pdf`)
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('carries the lines that the office asks for, also in its files', async ({ page }) => {
    await signIn(page, people.officer)
    await page.goto(`/reports/${unitId}/${running.code}/print`)
    await expect(page.getByText(/^Kính gửi:/)).toHaveCount(0)
    await page.getByLabel('Thêm dòng “Kính gửi”').check()
    await expect(page.getByText('Kính gửi: Sở Khoa học và Công nghệ tỉnh Quảng Trị')).toBeVisible()
    await page.getByLabel('Phó Chủ tịch ký thay (KT.)').check()
    await expect(page.getByText('KT. CHỦ TỊCH', { exact: true })).toBeVisible()
    await expect(page).toHaveURL(/\?to=1&sign=deputy$/)
    const asked = page.waitForRequest((request) => request.url().includes('/document?'))
    await taken(page, 'Tải văn bản (.docx)')
    expect(new URL((await asked).url()).search).toBe('?to=1&sign=deputy&format=docx')
  })

  test('says when figures were changed after it went onto paper', async ({ page }) => {
    await signIn(page, people.officer)
    await page.goto(`/reports/${unitId}/${running.code}`)
    const cell = page.locator('#cell-C01')
    await expect(cell).toBeEditable()
    const saved = page.waitForResponse((response) => response.url().includes('reports.save') && response.ok())
    await cell.fill((await cell.inputValue()) === '7' ? '8' : '7')
    await cell.press('Enter')
    await saved
    await page.goto(`/reports/${unitId}/${running.code}/print`)
    const changed = page.getByText(/^Có số liệu được sửa sau lần in để trình ký gần nhất/)
    await expect(changed).toBeVisible()
    await axe(page)
    await taken(page, 'Tải văn bản (.docx)')
    await expect(changed).toHaveCount(0)
  })
})

test('a department reads the totals of its province as a document, and others may not', async ({ page, browser }) => {
  await signIn(page, people.department)
  await page.goto(`/reports?period=${filed.code}`)
  await page.getByRole('link', { name: 'Văn bản tổng hợp' }).click()
  const paper = page.getByRole('article')
  await expect(paper.getByText('SỞ KHOA HỌC VÀ CÔNG NGHỆ', { exact: true })).toBeVisible()
  await expect(paper.getByText(/^Số liệu được tổng hợp từ \d+\/\d+ xã, phường, đặc khu đã gửi báo cáo/)).toBeVisible()
  await settled(page)
  await fits(page)
  await axe(page)
  const pdf = await taken(page, 'Tải văn bản (.pdf)')
  expect(pdf.name).toBe(`bao-cao-${filed.code}-tinh-quang-tri.pdf`)

  const other = await signedIn(browser, people.officer)
  const refused = await other.request.get(`/reports/${provinceId}/${filed.code}/document?format=pdf`)
  expect(refused.status()).toBe(403)
  const absent = await other.request.get(`/reports/${unitId}/2031-01/document`)
  expect(absent.status()).toBe(404)
  await other.context().close()
})
