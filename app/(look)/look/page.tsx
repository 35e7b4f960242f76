import { Frame } from '@/components/frame/frame'
import { Page } from '@/components/frame/page'
import { ActionBar } from '@/components/frame/action-bar'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { PeriodPicker } from '@/components/frame/period-picker'
import { TreeSwitch } from '@/components/frame/tree-switch'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Pagination } from '@/components/ui/pagination'
import { Progress } from '@/components/ui/progress'
import { Figure } from '@/components/ui/figure'
import { Section } from '@/components/ui/section'
import { SkeletonTable } from '@/components/ui/skeleton'
import { Disclosure } from '@/components/ui/disclosure'
import { Kbd } from '@/components/ui/kbd'
import { cellStyles, type CellState } from '@/components/ui/control'
import { Table, Things } from './demo'
async function act() { 'use server' }
export default function Look() {
  const scale = [1, 2, 3, 4, 5]
  return <Frame demo sharedDevice actor={{ name: 'Nguyễn Thị Minh Lan', roleLabel: 'Chuyên viên Sở', unitName: 'Sở KH&CN Quảng Trị', delegated: true }} accountHref="/x"
    assignments={[{ id: '1', label: 'Chuyên viên Sở', unitName: 'Sở KH&CN Quảng Trị', waiting: 12, active: true }, { id: '2', label: 'Lãnh đạo Sở', unitName: 'Sở KH&CN Quảng Trị', waiting: 3, active: false }]}
    nav={[{ href: '/', label: 'Trang chủ', icon: 'home' }, { href: '/look', label: 'Báo cáo', icon: 'reports', waiting: 12 }, { href: '/review', label: 'Tiếp nhận', icon: 'review', waiting: 1234 }, { href: '/compare', label: 'So sánh', icon: 'compare' }, { href: '/units', label: 'Đơn vị', icon: 'units' }, { href: '/people', label: 'Người dùng', icon: 'people' }, { href: '/calendar', label: 'Lịch', icon: 'calendar' }]}
    actions={{ switchAssignment: act, signOut: act }}>
    <Page title="Tiếp nhận báo cáo tháng 11/2026" lead="Đã nhận 71/98 xã, phường. Số liệu sơ bộ; đơn vị chưa gửi không tính là 0." actions={<Button>Xuất Excel</Button>}
      context={{ where: <UnitBreadcrumb items={[{ label: 'Toàn quốc', href: '/' }, { label: 'Quảng Trị', href: '/q' }, { label: 'Xã Hải Lăng' }]} />, when: <PeriodPicker value="2026-11" periods={[{ value: '2026-11', year: 2026, month: 11 }, { value: '2026-10', year: 2026, month: 10 }]} />, tree: <TreeSwitch value="then" /> }}>
      <dl className="flex flex-wrap gap-x-12 gap-y-4"><Figure label="Đã gửi" value="92,9% (1.260/1.356)" note="xã, phường · tháng 11/2026" /><Figure label="Lượt hướng dẫn" value="74.422" note="lượt · sơ bộ" /></dl>
      <div className="grid gap-2"><Notice title="Chưa gửi" tone="warn">Hạn gửi Sở Khoa học và Công nghệ: 17 giờ 00, thứ Tư, 18/11/2026, còn 2 ngày làm việc.</Notice><Notice tone="info">Mất mạng: 3 số liệu đang giữ trên máy này.</Notice><Notice tone="ok">Đã gửi lúc 15:20.</Notice><Notice tone="danger" title="Quá hạn" actions={<Button size="sm">Thử lại</Button>}>Lỗi</Notice></div>
      <Table />
      <Pagination page={2} pageSize={50} total={3321} href={(p) => `?page=${p}`} />
      <Section title="Các thứ" description="mô tả"><Things /></Section>
      <Section title="Ô nhập"><div className="flex flex-wrap gap-2">{(['idle', 'prefilled', 'dirty', 'saved', 'warn', 'error', 'conflict', 'locked', 'no_source'] as CellState[]).map((s) => <label key={s} className="w-32 text-xs text-muted">{s}<input className={cellStyles({ state: s })} defaultValue="1.234" /></label>)}</div><p>Phím <Kbd>Enter</Kbd></p></Section>
      <Section title="Thang màu"><div className="flex">{scale.map((n) => <span key={n} className="grid h-9 w-24 place-items-center" style={{ background: `var(--scale-${n})`, color: `var(--on-scale-${n})` }}>{n}.000</span>)}<span className="hatch grid h-9 w-24 place-items-center" ></span></div></Section>
      <Progress label="Đang xuất" value={37} max={98} />
      <Disclosure summary="Nội dung khác (nếu có)"><p>abc</p></Disclosure>
      <EmptyState title="Chưa có báo cáo nào" action={<Button variant="primary">Nhập báo cáo</Button>}>Kỳ tháng 11 mở từ 15/10/2026.</EmptyState>
      <ErrorState code="Conflict" />
      <SkeletonTable rows={3} />
      <ActionBar status={<strong>CHƯA GỬI</strong>}><Button>Lưu nháp</Button><Button variant="primary">Duyệt và gửi</Button></ActionBar>
    </Page>
  </Frame>
}
