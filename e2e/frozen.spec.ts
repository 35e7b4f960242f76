import fs from 'node:fs'
import { expect as expectSoon, test } from '@playwright/test'
import { addMonths, periodOf } from '@/server/calendar/rules'
import { axe, behind, fits, settled, signIn } from './steps'

/** Chốt số liệu: frozen by the Sở, moved by a correction, listed, frozen again; the document follows. */

const expect = expectSoon.configure({ timeout: 20_000 })
const departmentLeader = '0900000004'
const ministry = '0900000001'
/** Long closed, so that on any day of the month its times have passed. */
const month = addMonths(periodOf(new Date()), -4)
const name = `tháng ${String(month.month).padStart(2, '0')}/${month.year}`

/** A commune of tỉnh Quảng Trị that no other story is about, with a figure of the month that stands locked. */
const commune = () =>
  behind(async (client) => {
    const { rows } = await client.query<{ id: number; province: number; name: string; report: string; value: number }>(
      `select r.unit_id as id, r.province_id as province, v.full_name as name, r.id as report, (r.values ->> 'C01')::int as value
         from reports r join periods p on p.id = r.period_id and p.code = $1
         join unit_versions v on v.unit_id = r.unit_id and v.valid_to is null
         join unit_versions x on x.unit_id = r.province_id and x.code = '44' and x.valid_to is null
        where r.status = 'locked' and v.name = 'Vĩnh Linh' and jsonb_typeof(r.values -> 'C01') = 'number'`,
      [month.code],
    )
    const [found] = rows
    if (!found) throw new Error('the demonstration has no such report')
    return found
  })

/** The commune sends its corrected month again, and it is accepted. */
const corrected = (report: string, value: number) =>
  behind(async (client) => {
    await client.query(
      `insert into report_drafts (report_id, unit_id, path, values, details, updated_at)
       select id, unit_id, path, values || jsonb_build_object('C01', $2::int), details, now() from reports where id = $1
       on conflict (report_id) do update set values = excluded.values`,
      [report, value],
    )
    await client.query(
      `update reports set status = 'submitted', version = version + 1, submitted_at = now() where id = $1`,
      [report],
    )
    await client.query(
      `update reports set status = 'accepted', version = version + 1, accepted_at = now() where id = $1`,
      [report],
    )
  })

test('figures are frozen, a correction is told beside them, and they are frozen again', async ({ page }, info) => {
  test.slow()
  const unit = await commune()
  await signIn(page, departmentLeader)
  const list = `/reports?period=${month.code}`
  await page.goto(list)
  await expect(page.getByText(/^Số liệu sơ bộ, tính đến \d\d:\d\d .*Kỳ này chưa chốt số liệu\.$/)).toBeVisible()
  await page.getByRole('button', { name: 'Chốt số liệu' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: `Chốt số liệu ${name}?` })).toBeVisible()
  await axe(page)
  await dialog.getByRole('button', { name: 'Chốt số liệu' }).click()
  await expect(page.getByText(/^Số liệu chính thức: chốt ngày \d\d\/\d\d\/\d{4}, lần 1$/)).toBeVisible()
  await expect(page.getByText('Chưa có thay đổi nào sau khi chốt.')).toBeVisible()
  await settled(page)
  await fits(page)
  await page.screenshot({ path: info.outputPath('frozen.png') })

  // A report that was locked is opened again, by a person, with a reason.
  await page.goto(`/reports/${unit.id}/${month.code}/review`)
  await page.getByRole('button', { name: 'Mở lại' }).first().click()
  await page.getByRole('dialog').getByRole('textbox').first().fill('Xã đề nghị sửa số buổi')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Mở lại/ })
    .click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await corrected(unit.report, unit.value + 7)

  await page.goto(list)
  await expect(page.getByText('Số liệu đã thay đổi sau khi chốt: 1 đơn vị, 1 số liệu.')).toBeVisible()
  await page.screenshot({ path: info.outputPath('changed.png') })
  await page.getByRole('link', { name: 'Các lần chốt và thay đổi' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Chốt số liệu ${name}`)
  const row = page
    .getByRole('table', { name: `Số liệu thay đổi của ${unit.name}` })
    .getByRole('row', { name: /Số buổi hoạt động của Tổ/ })
  await expect(row.getByRole('cell')).toHaveText(`${unit.value} → ${unit.value + 7}`)
  await settled(page)
  await fits(page)
  await axe(page)
  await page.screenshot({ path: info.outputPath('changes.png'), fullPage: true })

  await page.getByRole('button', { name: 'Chốt lại' }).click()
  await dialog.getByRole('button', { name: 'Chốt lần 2' }).click()
  await expect(dialog.getByText('Hãy ghi lý do, ít nhất 3 chữ.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Lý do chốt lại' }).fill('Xã Vĩnh Linh sửa số buổi')
  await dialog.getByRole('button', { name: 'Chốt lần 2' }).click()
  await expect(page.getByText(/^Số liệu chính thức: chốt ngày .*, lần 2$/)).toBeVisible()
  await page.getByRole('link', { name: 'Khác lần 1 thế nào' }).click()
  await expect(page.getByRole('heading', { name: 'Lần 2 khác lần 1' })).toBeVisible()
  await expect(row.getByRole('cell')).toHaveText(`${unit.value} → ${unit.value + 7}`)
  await page.screenshot({ path: info.outputPath('revisions.png'), fullPage: true })

  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Tải Excel lần 1' }).click()
  const file = await coming
  expect(file.suggestedFilename()).toBe(`so-lieu-chot-${month.code}-lan-1.xlsx`)
  expect(
    fs
      .readFileSync(await file.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')

  await page.goto(`/reports/${unit.province}/${month.code}/print`)
  const paper = page.getByRole('article')
  await expect(paper.getByText(/Đây là số liệu chính thức, chốt ngày .* \(lần 2\)\./)).toBeVisible()
  await fits(page)
  await axe(page)
  await page.screenshot({ path: info.outputPath('paper.png') })
  await page.getByRole('link', { name: 'Xem số hiện nay' }).click()
  await expect(page).toHaveURL(/\?figures=now$/)
  await expect(paper.getByText(/Đây là số liệu sơ bộ/)).toBeVisible()
  await page.getByRole('link', { name: 'Xem số liệu chốt' }).click()
  await expect(paper.getByText(/Đây là số liệu chính thức/)).toBeVisible()
})

test('the ministry freezes the country, and what a province corrects is told of it', async ({ page }, info) => {
  await signIn(page, ministry)
  await page.goto(`/reports?period=${month.code}`)
  await page.getByRole('button', { name: 'Chốt số liệu' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Chốt số liệu' }).click()
  await expect(page.getByText(/^Số liệu chính thức: chốt ngày .*, lần 1$/)).toBeVisible()
  await settled(page)
  await fits(page)
  await page.screenshot({ path: info.outputPath('nation.png') })
  await behind((client) =>
    client.query(
      `update reports set status = 'returned', version = version + 1, returned_at = now()
        where id = (select r.id from reports r join periods p on p.id = r.period_id
                     where p.code = $1 and r.status in ('accepted', 'locked') and r.unit_id <> r.province_id
                     order by r.unit_id limit 1)`,
      [month.code],
    ),
  )
  await page.reload()
  await expect(page.getByText(/^Số liệu đã thay đổi sau khi chốt: 1 tỉnh, thành phố, \d+ số tổng hợp\.$/)).toBeVisible()
  await page.getByRole('link', { name: 'Các lần chốt và thay đổi' }).click()
  await expect(page.getByRole('heading', { name: 'Thay đổi sau khi chốt lần 1' })).toBeVisible()
  await settled(page)
  await fits(page)
  await axe(page)
  await page.screenshot({ path: info.outputPath('nation-changes.png'), fullPage: true })

  // Where provinces are compared the figures are those of now, and that they were frozen is said beside them.
  await page.goto(`/compare?from=${month.code}&to=${month.code}`)
  await expect(
    page.getByText(/^Đây là số hiện nay\. Số liệu tháng .* của cả nước đã chốt ngày .*, lần 1 và đã thay đổi/),
  ).toBeVisible()
  await page.screenshot({ path: info.outputPath('compare.png') })
})
