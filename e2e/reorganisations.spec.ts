import { expect as expectSoon, type Page, test } from '@playwright/test'
import { axe, behind, fits, people, signIn } from './steps'

const expect = expectSoon.configure({ timeout: 30_000 })

/** Communes of Thanh Hóa, from so far down the list, so that the stories do not meet. */
const communes = (offset: number) =>
  behind(async (client) => {
    const { rows } = await client.query<{ id: number; fullName: string; name: string; code: string }>(
      `select c.unit_id as id, c.full_name as "fullName", c.name, c.code from unit_versions c join unit_versions p on p.unit_id = c.parent_id and p.valid_to is null
        where c.level = 'commune' and c.type = 'xa' and c.valid_to is null and p.code = '38'
          and (select count(*) from unit_versions x where x.name = c.name and x.valid_to is null) = 1
        order by c.code desc limit 3 offset $1`,
      [offset],
    )
    return rows
  })

const today = () => new Date().toLocaleDateString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' })

/** Finds a unit by name and takes it, by the keyboard alone. */
async function take(page: Page, label: string, name: string, fullName: string) {
  const box = page.getByRole('dialog').getByRole('searchbox', { name: label })
  await box.fill(name)
  const found = page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${fullName} `) })
    .first()
  await found.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('button', { name: `Bỏ chọn ${fullName}` })).toBeVisible()
}

test('three communes become one, and are three again', async ({ page }) => {
  test.setTimeout(180_000)
  const three = await communes(0)
  const [number, called] = ['1656/NQ-UBTVQH15', 'Hợp Nhất']
  await signIn(page, people.thanhHoa)

  await page.goto('/reorganisations')
  await page.getByRole('button', { name: 'Lập dự thảo' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Lập dự thảo này' }).click()
  await expect(dialog.getByText('Chưa nhập nội dung này.').first()).toBeVisible()
  await axe(page)
  await dialog.getByLabel('Số, ký hiệu').fill(number)
  await dialog.getByLabel('Ngày hiệu lực').fill(today())
  await dialog.getByLabel('Cơ quan ban hành').fill('Ủy ban Thường vụ Quốc hội')
  await dialog.getByRole('button', { name: 'Lập dự thảo này' }).click()
  await expect(page).toHaveURL(/\/reorganisations\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number)

  await page.getByRole('button', { name: 'Thêm nội dung' }).click()
  await expect(dialog.getByRole('heading', { name: 'Thêm nội dung vào dự thảo' })).toBeVisible()
  for (const each of three) await take(page, 'Các đơn vị', each.name, each.fullName)
  await dialog.getByRole('button', { name: 'Thêm vào dự thảo' }).click()
  await expect(dialog.getByText('Chưa chọn loại đơn vị.').first()).toBeVisible()
  await fits(page)
  await axe(page)
  await dialog.getByLabel('Loại', { exact: true }).selectOption('xa')
  await dialog.getByLabel('Tên', { exact: true }).fill(called)
  // The code of a commune that goes on: the dry run must say so.
  await dialog.getByLabel('Mã', { exact: true }).fill('12')
  await dialog.getByRole('button', { name: 'Thêm vào dự thảo' }).click()
  const sentence = page
    .getByRole('listitem')
    .filter({ hasText: `thành xã ${called} (mới, mã 12, thuộc tỉnh Thanh Hóa)` })
  await expect(sentence).toContainText('Nhập xã ')
  await fits(page)
  await axe(page)

  await page.getByRole('link', { name: 'Chạy thử' }).click()
  await expect(page.getByText('1 chỗ mâu thuẫn')).toBeVisible()
  await expect(page.getByText(/Mã “12” chưa đúng/)).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: /Xem dòng này/ }).click()
  await sentence.getByRole('button', { name: /^Bỏ/ }).click()
  await expect(page.getByText('Nghị quyết chưa có nội dung')).toBeVisible()

  await page.getByRole('button', { name: 'Thêm nội dung' }).click()
  for (const each of three) await take(page, 'Các đơn vị', each.name, each.fullName)
  await dialog.getByLabel('Loại', { exact: true }).selectOption('xa')
  await dialog.getByLabel('Tên', { exact: true }).fill(called)
  await dialog.getByLabel('Mã', { exact: true }).fill(three[0]?.code ?? '')
  await dialog.getByRole('button', { name: 'Thêm vào dự thảo' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: `thành xã ${called}` })).toBeVisible()
  await page.getByRole('link', { name: 'Chạy thử' }).click()
  await expect(page.getByText('Không có mâu thuẫn')).toBeVisible()
  const ends = page.locator('summary').filter({ hasText: '3 đơn vị kết thúc' })
  await expect(page.locator('summary').filter({ hasText: '1 đơn vị mới' })).toBeVisible()
  await ends.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('rowheader', { name: three[0]?.fullName ?? '' }).first()).toBeVisible()
  await fits(page)
  await axe(page)

  await page.getByRole('button', { name: 'Áp dụng' }).click()
  await expect(dialog.getByText(/Có thể hoàn tác khi chưa có gì phát sinh/)).toBeVisible()
  await axe(page)
  await dialog.getByRole('button', { name: 'Áp dụng ngay' }).click()
  await expect(page.getByText(/Đã áp dụng lúc/)).toBeVisible({ timeout: 60_000 })

  await page.getByRole('link', { name: 'Kiểm tra' }).click()
  await expect(page.getByText('Khớp: không có Tổ, thôn nào bị mất hoặc thừa')).toBeVisible()
  await fits(page)
  await axe(page)

  // What each of the three filed is the new commune's on the tree of today, and theirs on the tree of then.
  const months = await behind((client) =>
    client.query<{ code: string; sum: string }>(
      `select p.code, sum((r.values ->> 'C01')::numeric)::text as sum from reports r join periods p on p.id = r.period_id
        where r.unit_id = any ($1) and r.status in ('submitted', 'accepted', 'locked') and r.values ? 'C01' and p.ends_on < current_date
        group by 1 having count(*) = 3 order by 1 desc limit 1`,
      [three.map((each) => each.id)],
    ),
  )
  const [month] = months.rows
  expect(month, 'a month that all three have filed').toBeDefined()
  const { rows } = await behind((client) =>
    client.query<{ id: number }>(
      `select unit_id as id from unit_versions where level = 'province' and code = '38' and valid_to is null`,
    ),
  )
  const at = `from=${month?.code}&to=${month?.code}&province=${rows[0]?.id}&codes=C01&basis=submitted`
  await page.goto(`/compare?${at}&tree=now`)
  const row = page.getByRole('row').filter({ hasText: called })
  await expect(row).toContainText(Number(month?.sum).toLocaleString('vi-VN'))
  // The sum opens what it is made of, each part a way to its report; by the keyboard as by hand.
  const sum = row.getByRole('button', { name: Number(month?.sum).toLocaleString('vi-VN') })
  await sum.focus()
  await page.keyboard.press('Enter')
  for (const each of three) await expect(dialog.getByRole('link', { name: each.fullName })).toBeVisible()
  await expect(dialog.getByRole('row', { name: /^Cộng/ })).toContainText(Number(month?.sum).toLocaleString('vi-VN'))
  await fits(page)
  await axe(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(sum).toBeFocused()

  const [unit] = three
  await page.goto(`/units/${unit?.id}?tab=history`)
  await page.getByRole('link', { name: number }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number)
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await dialog.getByRole('button', { name: 'Hoàn tác nghị quyết' }).click()
  await expect(dialog.getByText('Chưa nhập nội dung này.').first()).toBeVisible()
  await dialog.getByLabel('Lý do hoàn tác').fill('Ghi nhầm đơn vị')
  await dialog.getByRole('button', { name: 'Hoàn tác nghị quyết' }).click()
  await expect(page.getByText(/Đã hoàn tác lúc .* Lý do: Ghi nhầm đơn vị/)).toBeVisible({ timeout: 60_000 })
  await fits(page)
  await axe(page)
  await page.getByRole('link', { name: 'Lịch sử' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Hoàn thành' })).toHaveCount(2)

  await page.goto('/reorganisations?state=undone')
  await expect(page.getByRole('listitem').filter({ hasText: number })).toContainText('Nhập 3, thành lập 1')
  await fits(page)
  await axe(page)
})

test('a split says its parts in percent or as not known', async ({ page }) => {
  const [unit, other] = await communes(3)
  const number = '2/NQ-HĐND'
  await signIn(page, people.thanhHoa)
  await page.goto('/reorganisations')
  await page.getByRole('button', { name: 'Lập dự thảo' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Số, ký hiệu').fill(number)
  await dialog.getByLabel('Ngày hiệu lực').fill('01/01/2099')
  await dialog.getByLabel('Cơ quan ban hành').fill('Hội đồng nhân dân tỉnh')
  await dialog.getByRole('button', { name: 'Lập dự thảo này' }).click()
  await page.getByRole('button', { name: 'Thêm nội dung' }).click()
  await dialog.getByLabel('Việc').selectOption('split')
  await take(page, 'Đơn vị', unit?.name ?? '', unit?.fullName ?? '')
  const first = dialog.getByRole('listitem').filter({ hasText: 'Phần 1' })
  await first.getByLabel('Đơn vị đang có').check()
  await take(page, 'Đơn vị', other?.name ?? '', other?.fullName ?? '')
  await first.getByLabel('Tỷ lệ (%)').fill('33,333333')
  const second = dialog.getByRole('listitem').filter({ hasText: 'Phần 2' })
  await second.getByRole('button', { name: 'Phần còn lại' }).click()
  await expect(second.getByLabel('Tỷ lệ (%)')).toHaveValue('66,666667')
  await expect(dialog.getByText('Tổng đã biết: 100%')).toBeVisible()
  await fits(page)
  await axe(page)
  await dialog.getByRole('button', { name: 'Thêm vào dự thảo' }).click()
  const line = page.getByRole('listitem').filter({ hasText: `Tách xã ${unit?.name}` })
  await expect(line).toContainText(`33,333333% vào xã ${other?.name}`)
  await expect(line).toContainText('66,666667% ở lại đơn vị cũ')
  await page.getByRole('button', { name: 'Xóa dự thảo' }).click()
  await dialog.getByRole('button', { name: 'Xóa dự thảo' }).click()
  await expect(page).toHaveURL(/\/reorganisations$/)
  await expect(page.getByText(number)).toHaveCount(0)
})
