'use client'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet'
import { Tabs } from '@/components/ui/tabs'
import { InfoTip, Tooltip } from '@/components/ui/tooltip'
import { useToast } from '@/components/ui/toast'
import { CopyButton } from '@/components/ui/copy-button'
import { DataTable } from '@/components/ui/data-table'
import { useTableParams } from '@/components/ui/data-table-params'
import { StateBadge, type DisplayState } from '@/components/ui/state-badge'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Ratio } from '@/components/ui/progress'
import { Field } from '@/components/ui/field'
import { Input, NumberInput } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { FormErrors } from '@/components/ui/form-errors'
import { Checkbox } from '@/components/ui/checkbox'
import { RadioGroup } from '@/components/ui/radio'

interface Row { id: string; name: string; state: DisplayState; a: number; b: number | null; c: number; d: number; e: number; f: number }
const names = ['Phường Đông Hà', 'Phường Nam Đông Hà', 'Xã Hải Lăng', 'Xã Diên Sanh', 'Xã Vĩnh Định', 'Xã Triệu Phong', 'Xã Ái Tử', 'Đặc khu Cồn Cỏ', 'Xã Gio Linh', 'Xã Cửa Việt', 'Xã Bến Quan', 'Xã Vĩnh Thủy', 'Xã Hướng Hiệp', 'Xã Đakrông', 'Xã Tà Rụt', 'Xã Khe Sanh', 'Xã Lao Bảo', 'Xã A Dơi', 'Phường Đồng Hới', 'Phường Đồng Thuận']
const states: DisplayState[] = ['accepted', 'submitted', 'overdue', 'returned', 'draft', 'awaiting_leader', 'locked', 'late', 'not_started', 'exempt']
const rows: Row[] = names.map((name, i) => ({ id: String(i), name, state: states[i % 10]!, a: 1200 + i * 377, b: i % 5 === 3 ? null : i * 91, c: 20 + i, d: i * 1234, e: 100 - i, f: i * 3 }))
const columns: DataColumn<Row>[] = [
  { id: 'name', header: 'Xã, phường, đặc khu', value: (r) => r.name, cell: (r) => <a className="link no-underline hover:underline" href="#x">{r.name}</a> },
  { id: 'state', header: 'Trạng thái', value: (r) => r.state, cell: (r) => <StateBadge state={r.state} days={2} /> },
  { id: 'teams', header: 'Tổ đã gửi', unit: 'Tổ', kind: 'number', value: (r) => r.c, cell: (r) => <Ratio num={r.c} den={40} /> , total: '92,9% (1.260/1.356)' },
  { id: 'a', header: 'Lượt hướng dẫn dịch vụ công', short: 'Lượt DVC', unit: 'lượt', kind: 'number', value: (r) => r.a, total: '74.422' },
  { id: 'b', header: 'Hộ được tiếp cận', unit: 'hộ', kind: 'number', value: (r) => r.b, total: '9.120' },
  { id: 'd', header: 'Người hoàn thành', unit: 'người', kind: 'number', value: (r) => r.d, total: '1.230' },
  { id: 'e', header: 'Sản phẩm lên sàn', unit: 'sản phẩm', kind: 'number', value: (r) => r.e, total: '80' },
  { id: 'f', header: 'Ví điện tử mở mới', unit: 'ví', kind: 'number', value: (r) => r.f, hidden: true },
]
export function Table() {
  const params = useTableParams()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['1']))
  return <DataTable caption="Báo cáo của các xã" columns={columns} rows={rows} rowId={(r) => r.id} mobileColumns={['name', 'state', 'a']} totalLabel="Tổng cộng" maxHeight="420px" selection={{ selected, onChange: setSelected }} toolbar={<Field label="Tìm xã">{(c) => <Input {...c} type="search" placeholder="Gõ không dấu cũng được" />}</Field>} {...params} />
}
export function Things() {
  const toast = useToast()
  const [open, setOpen] = useState(false)
  return <div className="grid gap-6">
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" onClick={() => setOpen(true)}>Duyệt và gửi</Button>
      <Button>Trình lãnh đạo</Button><Button variant="quiet">Xem lại</Button><Button variant="danger">Bỏ thôn này</Button>
      <Button disabled>Không bấm được</Button><Button pending variant="primary">Đang gửi</Button>
      <Button onClick={() => toast({ message: 'Đã gửi lúc 15:20 ngày 16/11/2026, đúng hạn.' })}>Toast</Button>
      <CopyButton text="abc">Sao chép tin nhắn Zalo</CopyButton>
      <Sheet><SheetTrigger asChild><Button>Mở bảng bên</Button></SheetTrigger><SheetContent title="Xã Hải Lăng" description="Lịch sử báo cáo"><p>Nội dung</p></SheetContent></Sheet>
      <Tooltip content="In bản có chỗ ký"><Button>Tooltip</Button></Tooltip><InfoTip topic="Lượt hướng dẫn">Một người 3 nội dung tính 3 lượt.</InfoTip>
    </div>
    <ConfirmDialog open={open} onOpenChange={setOpen} title="Gửi báo cáo tháng 11/2026 lên Sở Khoa học và Công nghệ?" confirmLabel="Gửi báo cáo" cancelLabel="Xem lại" onConfirm={() => setOpen(false)}>Sau khi gửi, chỉ rút lại được khi Sở chưa tiếp nhận.</ConfirmDialog>
    <Tabs label="Phần" items={[{ value: 'a', label: 'Số liệu', content: <p>Một</p> }, { value: 'b', label: 'Lịch sử', content: <p>Hai</p> }]} />
    <FormErrors errors={[{ fieldId: 'x1', message: 'Số lượt hướng dẫn không được âm' }, { fieldId: 'x2', message: 'Chưa chọn lý do' }]} />
    <div className="grid gap-4 sm:grid-cols-2">
      <Field id="x1" label="Lượt hướng dẫn dịch vụ công" help="Một người 3 nội dung tính 3 lượt." error="Số lượt hướng dẫn không được âm">{(c) => <NumberInput {...c} defaultValue="-5" />}</Field>
      <Field id="x2" label="Lý do" optional>{(c) => <Select {...c}><option>Chọn…</option><option>Nghỉ phép</option></Select>}</Field>
      <Field label="Ghi chú" help="Tối đa 500 chữ">{(c) => <Textarea {...c} />}</Field>
      <div className="grid content-start gap-4"><Checkbox label="Máy dùng chung" help="Không lưu gì trên máy, tự khóa sau 15 phút." defaultChecked /><RadioGroup legend="Nguồn" name="src" inline defaultValue="a" options={[{ value: 'a', label: 'Tin nhắn Zalo' }, { value: 'b', label: 'Phiếu giấy' }]} /></div>
    </div>
  </div>
}
