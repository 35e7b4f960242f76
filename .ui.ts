import { chromium } from '@playwright/test'
import { chromiumArguments, chromiumPath } from './e2e/browser'
async function main() {
  const b = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArguments })
  const c = await b.newContext({ baseURL: 'http://localhost:3075', locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', viewport: { width: 1280, height: 900 } })
  const p = await c.newPage()
  await p.goto('/sign-in'); await p.locator('[name=name]').fill('0900000008'); await p.locator('[name=password]').fill('Tungngo@2026'); await p.locator('[name=password]').press('Enter'); await p.waitForURL((u) => !u.pathname.startsWith('/sign-in'))
  const send = async (name: string, buffer: Buffer) => { await p.goto('/teams/import'); await p.getByLabel('Tệp danh sách').setInputFiles({ name, mimeType: 'text/csv', buffer }); await p.getByRole('button', { name: 'Tải lên và kiểm tra' }).click(); await p.waitForURL(/import\/./, { timeout: 30000 }); await p.getByText(/Đã kiểm tra|Không đọc được|Chờ chọn cột|Chọn ý nghĩa/).first().waitFor({ timeout: 30000 }) }
  await send('cu.csv', Buffer.from('Tổ,Họ tên,Số máy,Trách nhiệm,Nơi ở\nThôn Không Có,Nguyễn Văn Thử,0912345670,Tổ trưởng,#REF!\nThôn Không Có,NguyÔn ThÞ Hµ,912345671,Tổ viên,x'))
  await p.screenshot({ path: '/tmp/w/tt/ui1.png', fullPage: true })
  await p.getByRole('button', { name: 'Chọn lại ý nghĩa các cột' }).click()
  await p.getByLabel('Cột “Số máy” là').selectOption('phone'); await p.getByLabel('Cột “Trách nhiệm” là').selectOption('role')
  await p.screenshot({ path: '/tmp/w/tt/ui2.png', fullPage: true })
  await p.getByRole('button', { name: 'Kiểm tra với các cột này' }).click()
  await p.waitForTimeout(4000)
  await p.screenshot({ path: '/tmp/w/tt/ui3.png', fullPage: true })
  await send('trang.xlsx', Buffer.from('<html><table><tr><td>Tổ</td></tr></table></html>'))
  console.log(await p.locator('[role=alert]').allInnerTexts())
  await b.close()
}
void main()
