import { expect as expectSoon, type Page, test } from '@playwright/test'
import ExcelJS from 'exceljs'
import { axe, behind, fits, people, signIn } from './steps'

const expect = expectSoon.configure({ timeout: 30_000 })
const member = 'Hồ Thị Thử Nghiệm'
const [teamAt, nameAt, yearAt, phoneAt, fromAt] = [2, 5, 6, 8, 19]

async function download(page: Page): Promise<ExcelJS.Workbook> {
  await page.goto('/teams/import')
  await page.getByLabel('Lý do tải').fill('Cập nhật danh sách')
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải danh sách' }).click()
  const file = await (await coming).path()
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(file)
  return book
}

/** Sends a workbook and waits for the dry run. */
async function send(page: Page, book: ExcelJS.Workbook, name: string) {
  await page.goto('/teams/import')
  await page.getByLabel('Tệp danh sách').setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await book.xlsx.writeBuffer()),
  })
  await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click()
  await expect(page.getByText('Đã kiểm tra', { exact: true })).toBeVisible()
}

test('a roster goes out as a form, comes back changed, and the second time changes nothing', async ({ page }, info) => {
  test.setTimeout(180_000)
  await signIn(page, people.officer)
  const book = await download(page)
  expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual([
    ['Danh sách thành viên', 'visible'],
    ['Danh mục', 'hidden'],
    ['Hướng dẫn', 'visible'],
  ])
  const sheet = book.getWorksheet('Danh sách thành viên')
  if (!sheet) throw new Error('no sheet')
  expect(sheet.getCell('A2').text).toContain('lý do: Cập nhật danh sách')
  expect(sheet.headerFooter.oddHeader).toContain('Cập nhật danh sách')
  const head = 5
  expect([sheet.getCell(head, 1).text, sheet.getCell(head, nameAt).text]).toEqual(['Mã Tổ', 'Họ và tên'])
  const [logged] = await behind(
    async (client) =>
      (await client.query(`select subject, reason from access_log where kind = 'export' order by at desc limit 1`))
        .rows,
  )
  expect(logged).toMatchObject({ reason: 'Cập nhật danh sách' })
  await axe(page)
  await fits(page)

  const last = sheet.lastRow?.number ?? head
  const team = sheet.getCell(head + 1, teamAt).text
  const add = (line: number, cells: Record<number, ExcelJS.CellValue>) => {
    for (const [column, value] of Object.entries(cells)) sheet.getCell(line, Number(column)).value = value
  }
  add(last + 1, {
    [teamAt]: team,
    [nameAt]: member,
    [yearAt]: 1990,
    [phoneAt]: '0900 123 456',
    [fromAt]: new Date('2026-11-01T00:00:00Z'),
  })
  add(last + 2, { [teamAt]: team, [nameAt]: '=HYPERLINK("x")', [yearAt]: 1990 })
  await send(page, book, 'danh-sach.xlsx')
  await expect(page.getByText('Trang tính ẩn không được đọc: Danh mục.')).toBeVisible()
  await expect(page.getByText(/không phải họ tên/)).toBeVisible()
  await page.screenshot({ path: info.outputPath('wrong.png'), fullPage: true })
  await axe(page)
  await fits(page)
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tải các dòng sai' }).click()
  const wrong = new ExcelJS.Workbook()
  await wrong.xlsx.readFile(await (await coming).path())
  expect(wrong.worksheets[0]?.lastRow?.getCell(nameAt).text).toContain('HYPERLINK')

  await page.getByRole('link', { name: /^Mới/ }).click()
  await expect(page.getByRole('rowheader', { name: member })).toBeVisible()
  await page.getByLabel('Ghi các dòng đúng, bỏ qua dòng sai').check()
  await page.getByRole('button', { name: 'Ghi vào danh sách' }).click()
  await expect(page.getByText('Đã ghi vào danh sách', { exact: true })).toBeVisible()
  await page.screenshot({ path: info.outputPath('done.png'), fullPage: true })
  await axe(page)
  await fits(page)

  add(last + 2, { [teamAt]: null, [nameAt]: null, [yearAt]: null })
  await send(page, book, 'danh-sach-2.xlsx')
  await expect(page.getByText('Không có gì thay đổi: mọi dòng trong tệp đã đúng như danh sách.')).toBeVisible()
  await page.screenshot({ path: info.outputPath('again.png'), fullPage: true })
  expect(
    await behind(async (client) => (await client.query(`select from members where full_name = $1`, [member])).rowCount),
  ).toBe(1)
})

test('a list with other headers asks what its columns mean, and remembers', async ({ page }, info) => {
  test.setTimeout(120_000)
  await signIn(page, people.officer)
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Sheet1')
  sheet.addRow(['STT', 'Người tham gia', 'Thuộc Tổ nào', 'Sinh'])
  sheet.addRow([1, 'Lê Văn Ngoài Danh Sách', 'Tổ không có thật', 1980])
  for (const again of [false, true]) {
    // On a slow line the file is chosen before the page has woken up.
    let wake = () => {}
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    await page.route('**/*.js', (route) => woken.then(() => route.continue()))
    await page.goto('/teams/import', { waitUntil: 'commit' })
    await page.getByLabel('Tệp danh sách').setInputFiles({
      name: `cu-${again}.xlsx`,
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await book.xlsx.writeBuffer()),
    })
    wake()
    await page.waitForLoadState('networkidle')
    await page.unroute('**/*.js')
    await page.getByRole('button', { name: 'Tải lên và kiểm tra' }).click()
    await expect(page.getByRole('heading', { name: 'Chọn ý nghĩa của từng cột' })).toBeVisible()
    if (again) await expect(page.getByText(/Đã điền theo lựa chọn lần trước/)).toBeVisible()
    else {
      await page.getByLabel('Cột “Người tham gia” là').selectOption('fullName')
      await page.getByLabel('Cột “Thuộc Tổ nào” là').selectOption('team')
      await page.getByLabel('Cột “Sinh” là').selectOption('birthYear')
      await page.screenshot({ path: info.outputPath('mapping.png'), fullPage: true })
      await axe(page)
      await fits(page)
    }
    await page.getByRole('button', { name: 'Kiểm tra với các cột này' }).click()
    await expect(page.getByText('1 tên chưa rõ là đơn vị nào')).toBeVisible()
    await page.screenshot({ path: info.outputPath('questions.png'), fullPage: true })
    await axe(page)
    await fits(page)
    await page.getByRole('button', { name: 'Hủy', exact: true }).click()
    await expect(page.getByText('Đã hủy tệp này. Không có gì được ghi vào danh sách.')).toBeVisible()
  }
})
