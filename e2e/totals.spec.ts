import { expect as expectSoon, type Page, test } from '@playwright/test'
import { periodOf, previousPeriod } from '@/server/calendar/rules'
import { axe, behind, fits, letIn, openMonth, people, signedIn, signIn, wideOnly } from './steps'

const expect = expectSoon.configure({ timeout: 20_000 })

const filed = previousPeriod(periodOf(new Date()))
const month = `${String(filed.month).padStart(2, '0')}/${filed.year}`
const officer = '0900000091'
const leader = '0900000092'
const figures = { C01: 900, C02: 30_000, T1_01: 20_417, T2_01: 5000, T3_01: 12_000, T4_01: 9000, T5_01: 700 }
let provinceId = 0

/** A province where nobody reports yet, with two people at its Sở. The month that ended is still open. */
test.beforeAll(async () => {
  await openMonth(filed.code)
  provinceId = await behind(async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `select unit_id as id from unit_versions where level = 'province' and code = '91' and valid_to is null`,
    )
    const id = rows[0]?.id ?? 0
    await client.query(
      `with post (name, role, title, phone) as (values
              ('Lê Thị Sen', 'province_officer', 'Chuyên viên', $2), ('Trần Văn Bảy', 'department_leader', 'Phó Giám đốc', $3)),
            unit as (select id, path from units where id = $1),
            person as (insert into persons (full_name, sort_name, phone, unit_id, path)
              select name, name, phone, id, path from post, unit
               where not exists (select from accounts where sign_in_name = phone) returning id, phone),
            account as (insert into accounts (person_id, sign_in_name, demo) select id, phone, true from person)
       insert into assignments (person_id, role, unit_id, path, title, holder_name, contact_phone, valid_from)
       select person.id, role, unit.id, path, title, name, phone, now() - interval '40 days'
         from post join person using (phone), unit`,
      [id, officer, leader],
    )
    return id
  })
  await letIn([officer, leader])
})

/** The clock comes round and sees what is owed; on any day of the month that is not yet late. */
const clockTurns = () =>
  behind(async (client) => {
    await client.query(`insert into pgboss.job (name, policy) values ('clock', 'short') on conflict do nothing`)
    const owed = () => client.query('select from obligations where unit_id = $1', [provinceId])
    await expect.poll(async () => (await owed()).rowCount).toBeGreaterThan(0)
    await openMonth(filed.code)
    await client.query(
      `update obligations set due_at = now() + interval '3 days', base_due_at = now() + interval '3 days'
        where unit_id = $1 and period_id = (select id from periods where code = $2)`,
      [provinceId, filed.code],
    )
  })

/** Told once, on a wide screen; a phone is asked only whether it all fits. */
async function fitsAnywhere(page: Page) {
  const size = page.viewportSize() ?? { width: 1440, height: 900 }
  await fits(page)
  await page.setViewportSize({ width: 360, height: 740 })
  await fits(page)
  await page.setViewportSize(size)
}

test.describe('a province that has not joined', () => {
  wideOnly('one month can be sent once: told on a wide screen')

  test('files the totals of its month itself, and stands in the comparison marked', async ({ page, browser }) => {
    test.slow()
    await signIn(page, people.ministry)
    await page.goto(`/units/${provinceId}?tab=rollout`)
    await page.getByRole('button', { name: 'Đặt cách tham gia' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Cách tham gia').selectOption('Chưa tham gia')
    await dialog.getByLabel('Kể từ ngày').fill(filed.startsOn.split('-').reverse().join('/'))
    await dialog.getByLabel('Tháng báo cáo đầu tiên').selectOption(filed.startsOn)
    await axe(page)
    await dialog.getByRole('button', { name: 'Lưu cách tham gia' }).click()
    await expect(page.getByText(`Tháng ${month}`)).toBeVisible()
    await expect(page.getByText(/^Sở báo cáo số tổng hợp cấp tỉnh, từ/)).toBeVisible()
    await clockTurns()

    const own = await signedIn(browser, officer)
    await expect(own.getByRole('heading', { level: 1, name: 'Báo cáo tổng hợp cấp tỉnh' })).toBeVisible()
    await expect(own.getByText(/0\/0/)).toHaveCount(0)
    await axe(own)
    await fitsAnywhere(own)
    await own.getByRole('link', { name: 'Nhập báo cáo' }).first().click()
    await expect(own.getByText(/^Tỉnh An Giang, báo cáo tổng hợp cấp tỉnh, số liệu từ/)).toBeVisible()
    await expect(own.locator('#cell-C01')).toBeEditable()
    for (const [code, figure] of Object.entries(figures)) {
      await own.locator(`#cell-${code}`).fill(String(figure))
      await own.keyboard.press('Enter')
    }
    await fitsAnywhere(own)
    await axe(own)
    await own.getByRole('button', { name: 'Trình lãnh đạo' }).click()
    await expect(own.getByText('Đã trình, chờ lãnh đạo duyệt. Báo cáo chưa gửi.')).toBeVisible()
    await own.context().close()

    const signer = await signedIn(browser, leader)
    await signer.getByRole('link', { name: 'Xem và duyệt' }).click()
    await signer.getByRole('button', { name: 'Duyệt và gửi' }).click()
    const asked = signer.getByRole('dialog')
    await expect(asked.getByText('Sau khi gửi, chỉ rút lại được khi Bộ chưa tiếp nhận.')).toBeVisible()
    await asked.getByRole('button', { name: 'Gửi báo cáo' }).click()
    await expect(signer.getByText(/Đã gửi lúc \d\d:\d\d ngày .*, đúng hạn\./)).toBeVisible()
    await signer.goto(`/reports/${provinceId}/${filed.code}/print`)
    await expect(signer.getByText('SỞ KHOA HỌC VÀ CÔNG NGHỆ', { exact: true })).toBeVisible()
    await signer.context().close()

    await page.goto(`/reports?period=${filed.code}`)
    await page.getByRole('link', { name: 'Tỉnh An Giang' }).click()
    await expect(
      page.getByText(/^Báo cáo tổng hợp cấp tỉnh: tỉnh chưa tham gia, Sở gửi số liệu của cả tỉnh\./),
    ).toBeVisible()
    await page.getByRole('link', { name: 'Tỉnh An Giang' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Tỉnh An Giang: báo cáo tháng')
    await fitsAnywhere(page)
    await axe(page)
    await page.getByRole('button', { name: 'Tiếp nhận' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Tiếp nhận' }).click()
    await expect(page.getByText(/^Tiếp nhận lúc/)).toBeVisible()

    await page.goto(`/compare?from=${filed.code}&to=${filed.code}&codes=T1_01`)
    const row = page.locator('table.dt tbody tr').filter({ hasText: 'Tỉnh An Giang' })
    await expect(row).toContainText('chỉ số tổng hợp')
    await expect(row).toContainText('20.417')
    await expect(page.getByText(/tỉnh, thành phố có số liệu, trong đó 1 tỉnh chỉ có số tổng hợp\./)).toBeVisible()
    // There is nothing of its communes to look into.
    await expect(row.getByRole('link', { name: /An Giang/ })).toHaveAttribute('href', /\/reports\//)
    await fitsAnywhere(page)
    await axe(page)
  })
})
