import { expect as expectSoon, type Page, test } from '@playwright/test'
import { periodOf, previousPeriod } from '@/server/calendar/rules'
import { axe, behind, openMonth, people, signedIn, signIn, signInByForm } from './steps'

const expect = expectSoon.configure({ timeout: 20_000 })

const { officer, leader } = people
/** The month that has just ended, which is being filed; and the month that runs, which can be typed into but not yet sent. */
const running = periodOf(new Date())
const filed = previousPeriod(running)

let unitId = 0
let lastMonth: Record<string, number> = {}

/** The story must hold on any day of the month: the month that ended is still open and not yet late. */
test.beforeAll(async () => {
  await openMonth(filed.code)
  await behind(async (client) => {
    const { rows } = await client.query<{ unit_id: number; values: Record<string, number> }>(
      `select r.unit_id, r.values from reports r join periods p on p.id = r.period_id
         join unit_versions v on v.unit_id = r.unit_id and v.valid_to is null
         join unit_versions province on province.unit_id = v.parent_id and province.valid_to is null
        where v.full_name = 'Xã Lìa' and province.code = '44' and p.code = $1`,
      [previousPeriod(filed).code],
    )
    unitId = rows[0]?.unit_id ?? 0
    lastMonth = rows[0]?.values ?? {}
    await client.query(`update periods set send_from_at = now() + interval '1 day' where code = $1`, [running.code])
    await client.query(
      `update obligations set due_at = now() + interval '3 days', base_due_at = now() + interval '3 days'
        where unit_id = $1 and period_id = (select id from periods where code = $2)`,
      [unitId, filed.code],
    )
  })
  expect(unitId).toBeGreaterThan(0)
})

async function openReport(page: Page, code = filed.code) {
  await page.goto(`/reports/${unitId}/${code}`)
  await expect(page.getByText('CHƯA GỬI', { exact: true })).toBeVisible()
  await expect(page.locator('#cell-C01')).toBeEditable()
}

const cell = (page: Page, code: string) => page.locator(`#cell-${code}`)
const saved = (page: Page) => page.getByText(/Đã lưu nháp lúc \d\d:\d\d.*Báo cáo chưa gửi\./)
/** Does something that is saved by itself, and waits until it is. */
async function andSaved(page: Page, act: () => Promise<void>) {
  const answer = page.waitForResponse((response) => response.url().includes('reports.save') && response.ok())
  await act()
  await answer
  await expect(saved(page)).toBeVisible()
}
async function enter(page: Page, code: string, figure: string) {
  await cell(page, code).focus()
  await page.keyboard.type(figure)
  await page.keyboard.press('Enter')
}
test.describe('a commune files its month', () => {
  test.describe.configure({ mode: 'serial' })
  test('the officer types, and what is typed is saved without being sent', async ({ page }) => {
    await signIn(page, officer)
    await openReport(page)
    await enter(page, 'C01', '1.26')
    await expect(page.getByText('Số liệu phải là số nguyên')).toBeVisible()
    await andSaved(page, () => enter(page, 'C01', String((lastMonth.C01 ?? 0) + 1)))
    await page.reload()
    await expect(cell(page, 'C01')).toHaveValue(String((lastMonth.C01 ?? 0) + 1))
    await axe(page)
  })

  test('two people at one cell see both figures', async ({ page, browser }) => {
    await signIn(page, officer)
    await openReport(page)
    const other = await signedIn(browser, leader)
    await openReport(other)
    await andSaved(other, () => enter(other, 'C02', '25'))
    await enter(page, 'C02', '27')
    await expect(page.getByText(/vừa nhập 25 lúc \d\d:\d\d; số đang nhập là 27\./)).toBeVisible()
    await andSaved(page, () => page.getByRole('button', { name: 'Dùng 27' }).click())
    await other.reload()
    await expect(cell(other, 'C02')).toHaveValue('27')
    await other.context().close()
  })

  test('a lost connection keeps the figures on the device and saves them once', async ({ page, context }) => {
    await signIn(page, officer)
    await openReport(page)
    await context.setOffline(true)
    await enter(page, 'C06', '41')
    await enter(page, 'T1_01', '43')
    await expect(page.getByText(/Mất mạng: 2 số liệu đang giữ trên máy này/)).toBeVisible()
    await context.setOffline(false)
    await expect(saved(page)).toBeVisible()
    await page.reload()
    await expect(cell(page, 'C06')).toHaveValue('41')
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tung-ngo:')))).toEqual(
      [],
    )
  })

  test('figures wait on the device over a closed page, for their owner alone', async ({ page, context }) => {
    await signIn(page, officer)
    await openReport(page)
    await page.route('**/api/trpc/reports.save**', (route) => route.abort())
    await enter(page, 'T2_01', '17')
    await expect(page.getByText(/Mất mạng: 1 số liệu/)).toBeVisible()
    // Nobody answers, whatever the browser thinks of its network: a step to another page does not lose this one.
    await page.route('**/api/health', (route) => route.abort())
    await page.getByRole('link', { name: 'In để trình ký' }).first().click()
    await expect(page.getByText(/^Không kết nối được với hệ thống/)).toBeVisible()
    await expect(cell(page, 'T2_01')).toHaveValue('17')
    await page.close({ runBeforeUnload: false })
    const again = await context.newPage()
    await again.goto(`/reports/${unitId}/${filed.code}`)
    await expect(cell(again, 'T2_01')).toHaveValue('17')
    await expect(saved(again)).toBeVisible()
  })

  test('a shared PC keeps nothing', async ({ page }) => {
    await signInByForm(page, officer, { shared: true })
    await openReport(page)
    await page.route('**/api/trpc/reports.save**', (route) => route.abort())
    await enter(page, 'T2_01', '18')
    await expect(page.getByText('Máy dùng chung không giữ số liệu')).toBeVisible()
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tung-ngo:')))).toEqual(
      [],
    )
  })

  test('what is typed the moment a cell is entered is all there', async ({ page }) => {
    await signIn(page, officer)
    await openReport(page)
    // In one task of the browser, before it draws: faster than any hand, as a loaded PC makes it look.
    await cell(page, 'C06').evaluate((input: HTMLInputElement) => {
      input.focus()
      document.execCommand('insertText', false, '4')
    })
    await page.keyboard.type('1')
    await expect(cell(page, 'C06')).toHaveValue('41')
    await cell(page, 'T1_01').click()
    await page.keyboard.type('43')
    await expect(cell(page, 'T1_01')).toHaveValue('43')
  })

  test('a column from a spreadsheet is shown before it is set', async ({ page }) => {
    await signIn(page, officer)
    await openReport(page)
    await cell(page, 'T3_01').focus()
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', '31\r\n-4\r\n33\r\n')
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })
    const preview = page.getByRole('dialog')
    await expect(preview.getByText('Số liệu không được là số âm.')).toBeVisible()
    await andSaved(page, () => preview.getByRole('button', { name: 'Điền 2 số' }).click())
    await expect(cell(page, 'T3_01')).toHaveValue('31')
    await expect(cell(page, 'T5_01')).toHaveValue('33')
  })

  test('what stands against sending is listed with links', async ({ page }) => {
    await signIn(page, officer)
    await openReport(page)
    await cell(page, 'C01').fill('')
    await cell(page, 'C01').press('Tab')
    await page.getByRole('button', { name: 'Trình lãnh đạo' }).click()
    const summary = page.getByRole('alert').filter({ hasText: 'phải sửa hoặc ghi lý do trước khi gửi' })
    await expect(summary).toBeVisible()
    await summary.getByRole('link', { name: /Buổi hoạt động: chưa có số liệu/ }).click()
    await expect(cell(page, 'C01')).toBeFocused()
    await axe(page)
  })

  test('an ordinary month takes at most 60 clicks and keys besides the digits', async ({ page }) => {
    test.setTimeout(120_000)
    await signIn(page, officer)
    await openReport(page)
    let acts = 0
    await cell(page, 'C01').click()
    acts++
    for (;;) {
      const code = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.cell ?? '')
      if (code === '' || code.startsWith('E')) break
      const field = cell(page, code)
      const last = lastMonth[code]
      // A stock still holds: Enter confirms it. A flow is typed anew; what was blank last month stays blank.
      const grey = await field.getAttribute('placeholder')
      if (!grey && typeof last === 'number') await field.fill(String(last + 1).replace('.', ','))
      await field.press('Enter')
      acts++
    }
    await expect(saved(page)).toBeVisible()
    await page.getByRole('button', { name: 'Trình lãnh đạo' }).click()
    acts++
    await expect(page.getByText('Đã trình, chờ lãnh đạo duyệt. Báo cáo chưa gửi.')).toBeVisible()
    console.log(`clicks and keys of an ordinary month besides the digits: ${acts}`)
    expect(acts).toBeLessThanOrEqual(60)
  })

  test('the leader hands it back, then approves and sends; the receipt stands', async ({ page, browser }) => {
    await signIn(page, leader)
    await page.goto(`/reports/${unitId}/${filed.code}`)
    await expect(page.getByText('Báo cáo chờ lãnh đạo duyệt.')).toBeVisible()
    await axe(page)
    await page.getByRole('button', { name: 'Chuyển lại để hoàn thiện' }).click()
    await page.getByLabel('Cần hoàn thiện điều gì').fill('Đề nghị xem lại số buổi hoạt động')
    await page.getByRole('dialog').getByRole('button', { name: 'Chuyển lại để hoàn thiện' }).click()
    const officerPage = await signedIn(browser, officer)
    await openReport(officerPage)
    await expect(officerPage.getByText('Đề nghị xem lại số buổi hoạt động').first()).toBeVisible()
    await officerPage.getByRole('button', { name: 'Trình lãnh đạo' }).click()
    await expect(officerPage.getByText('Đã trình, chờ lãnh đạo duyệt.')).toBeVisible()

    await page.reload()
    await page.getByRole('button', { name: 'Duyệt và gửi' }).click()
    const asked = page.getByRole('dialog')
    await expect(asked.getByText('Sau khi gửi, chỉ rút lại được khi Sở chưa tiếp nhận.')).toBeVisible()
    await expect(asked.getByText(/không thay chữ ký, con dấu hoặc chữ ký số/)).toBeVisible()
    await asked.getByRole('button', { name: 'Gửi báo cáo' }).click()
    await expect(page.getByText(/Đã gửi lúc \d\d:\d\d ngày \d\d\/\d\d\/\d{4}, đúng hạn\./)).toBeVisible({
      timeout: 15_000,
    })
    await expect(page.getByText('ĐÃ GỬI', { exact: true })).toBeVisible()
    await officerPage.reload()
    await expect(officerPage.getByRole('button', { name: 'Sao chép biên nhận' })).toBeVisible()
    await officerPage.context().close()
  })

  test('it is printed for the signature without number and day', async ({ page }) => {
    await signIn(page, officer)
    await page.goto(`/reports/${unitId}/${filed.code}/print`)
    await expect(page.getByRole('article').getByText('XÃ LÌA', { exact: true })).toBeVisible()
    await expect(page.getByText(/Số:\s+\/BC-UBND/)).toBeVisible()
    await expect(page.getByText('Mẫu đề xuất, chưa ban hành', { exact: true })).toBeVisible()
    await axe(page)
  })

  test('it is taken back while nobody has received it, and sent by a signed document', async ({ page }) => {
    await signIn(page, officer)
    await page.goto(`/reports/${unitId}/${filed.code}`)
    await page.getByRole('button', { name: 'Rút lại' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click()
    await expect(page.getByText('CHƯA GỬI', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Gửi theo văn bản đã ký' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Gửi báo cáo' }).click()
    await expect(dialog.getByText('Đề nghị chọn tệp bản đã ký.')).toBeVisible()
    await dialog.getByLabel('Số, ký hiệu văn bản').fill('215/BC-UBND')
    await dialog.getByLabel('Ngày ký').fill(new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }))
    await dialog.getByLabel('Người ký').fill('Phó Chủ tịch UBND xã')
    await dialog
      .getByLabel('Bản đã ký')
      .setInputFiles({ name: 'bao-cao.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
    await dialog.getByRole('button', { name: 'Gửi báo cáo' }).click()
    await expect(page.getByText(/Theo văn bản số 215\/BC-UBND/)).toBeVisible()
  })
})

test('the running month can be typed on any screen, says from when it may be sent, and that nothing happened', async ({
  page,
}) => {
  await signIn(page, officer)
  await openReport(page, running.code)
  await expect(page.getByText(/Được gửi từ \d\d giờ \d\d/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Trình lãnh đạo' })).toBeDisabled()
  await page.getByRole('button', { name: 'Không phát sinh', exact: true }).click()
  await andSaved(page, () => page.getByRole('button', { name: 'Đúng, không phát sinh' }).click())
  await expect(cell(page, 'C01')).toHaveValue('0')
  await andSaved(page, () => enter(page, 'C01', '3'))
  await expect(page.getByText('Báo cáo: không phát sinh')).toBeHidden()
  const { scroll, inner } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    inner: window.innerWidth,
  }))
  expect(scroll).toBeLessThanOrEqual(inner)
  await axe(page)
})

/** Summed as they travel, gzipped, on a cold cache. */
test('the scripts of the filing page stay under 200 kB', async ({ page }) => {
  await signIn(page, officer)
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Map<string, number>()
  const kinds = new Map<string, string>()
  session.on('Network.responseReceived', (event) => void kinds.set(event.requestId, event.type))
  session.on('Network.loadingFinished', (event) => void scripts.set(event.requestId, event.encodedDataLength))
  await page.goto(`/reports/${unitId}/${running.code}`, { waitUntil: 'load' })
  const bytes = [...scripts].reduce((sum, [id, size]) => (kinds.get(id) === 'Script' ? sum + size : sum), 0)
  console.log(`scripts of the filing page: ${Math.round(bytes / 1000)} kB`)
  expect(bytes).toBeLessThan(200_000)
})
