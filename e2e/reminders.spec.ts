import { expect, test } from '@playwright/test'
import { axe, behind, fits, people, signIn } from './steps'

/** What people were reminded of, what stands on record of it, and what it costs when it goes to phones. */

test.beforeAll(async () => {
  await behind(async (client) => {
    // The clock of the product reminds at office hours of working days alone; here two days of it stand already, of due days that it does not speak of itself.
    await client.query(`
      with who as (
        select a.person_id, a.unit_id, a.path from accounts c join assignments a on a.person_id = c.person_id and a.valid_to is null
         where c.sign_in_name = '0900000008' and a.role = 'commune_officer' limit 1
      ), made as (
        insert into reminders (person_id, on_day, created_at)
        select person_id, current_date - n, now() - make_interval(days => n) from who, generate_series(1, 2) n
        on conflict do nothing returning id, person_id, on_day, created_at
      ), said as (
        insert into reminder_lines (reminder_id, person_id, period_id, unit_id, path, moment, due_on, due_at, created_at)
        select m.id, m.person_id, p.id, w.unit_id, w.path, case row_number() over (order by m.on_day) when 1 then 'due' else 'late' end,
               m.on_day - 40, p.commune_due_at, m.created_at
          from made m join who w using (person_id) join periods p on p.code = (
            select code from periods where ends_on < current_date order by ends_on desc limit 1)
      )
      insert into deliveries (reminder_id, person_id, unit_id, path, channel, state, attempts, next_at, ended_at, outcome, created_at)
      select m.id, m.person_id, w.unit_id, w.path, 'email', case row_number() over (order by m.on_day) when 1 then 'sent' else 'failed' end, 1,
             m.created_at, m.created_at, case row_number() over (order by m.on_day) when 1 then null else '550' end, m.created_at
        from made m join who w using (person_id)`)
  })
})

test('an officer reads what he was reminded of, and it counts as seen', async ({ page }, info) => {
  await signIn(page, people.officer)
  await page.goto('/reminders')
  await expect(page.getByRole('heading', { level: 1, name: 'Nhắc việc' })).toBeVisible()
  const own = page.getByRole('region', { name: 'Nhắc tôi' })
  await expect(own.getByRole('link', { name: 'Xã Lìa' }).first()).toBeVisible()
  await expect(own.getByText(/: đã quá hạn/).first()).toBeVisible()
  await expect(own.getByText(/Hạn gửi: /).first()).toBeVisible()
  // Opened once: what was new is not new any more.
  await expect(own.getByText('Mới', { exact: true })).toHaveCount(0)
  await page.screenshot({ path: info.outputPath('own.png'), fullPage: true })
  await axe(page)
  await fits(page)
  await own.getByRole('link', { name: 'Xã Lìa' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Báo cáo tháng')
})

test('the department sees what was said to whom, and what of it failed; it says what it pays for', async ({
  page,
}, info) => {
  await signIn(page, people.department)
  await page.goto('/reminders')
  const log = page.getByRole('region', { name: 'Đã nhắc cấp dưới' })
  await expect(log.getByText('Xã Lìa').filter({ visible: true }).first()).toBeVisible()
  await expect(log.getByText(/1 lỗi/).filter({ visible: true }).first()).toBeVisible()
  const phone = page.getByRole('region', { name: 'Tin nhắn tới điện thoại' })
  await expect(phone.getByText(/chưa nối với cổng nhắn tin/)).toBeVisible()
  await phone.getByLabel('Gửi tin nhắn có phí').check()
  await phone.getByLabel('Số tin nhiều nhất trong một tháng').fill('500')
  await phone.getByLabel('Giá một tin (đồng)').fill('300')
  await expect(phone.getByText(/không quá .*đ/)).toBeVisible()
  await phone.getByRole('button', { name: 'Lưu' }).click()
  await expect(page.getByText('Đã lưu.')).toBeVisible()
  await expect(phone.getByText('Tháng này đã gửi 0/500 tin', { exact: false })).toBeVisible()
  await page.screenshot({ path: info.outputPath('log.png'), fullPage: true })
  await axe(page)
  await fits(page)
})
