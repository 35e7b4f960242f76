import { generalRows } from '@/db/seed/national-form/general'
import { organisationRows } from '@/db/seed/national-form/organisation'
import { resourceRows } from '@/db/seed/national-form/resources'
import { nationalRules } from '@/db/seed/national-form/rules'
import type { SeedRow } from '@/db/seed/national-form/shape'
import { serviceRows } from '@/db/seed/national-form/tasks-1-2'
import { platformRows } from '@/db/seed/national-form/tasks-3-5'

const printed = [...organisationRows, ...generalRows, ...serviceRows, ...platformRows, ...resourceRows]
const order = [...new Set(printed.map((row) => row.code))]

/** Every version of every national indicator, in the order of the form; versions of one code share its position. */
export const nationalIndicators: readonly SeedRow[] = printed.map((row) => ({
  ...row,
  position: order.indexOf(row.code) + 1,
}))

/** The 74 rows with the wording valid on a day; a period uses the wording of its last day. */
export const nationalRowsOn = (day: string): SeedRow[] =>
  nationalIndicators.filter((r) => (r.validFrom ?? '') <= day && (r.validTo === null || day < r.validTo))

const rows = nationalIndicators.filter((row) => row.validTo === null)

/**
 * The national monthly form, version 1. No issuing document was found: number, day and issuer are empty and every
 * print says "Mẫu đề xuất, chưa ban hành" (domain.md 22.12). `regime` holds what Điều 8 of Nghị định 09/2019 asks of a regime.
 */
export const nationalForm = {
  code: 'BC-CNSCD-T',
  version: 1,
  nameVi: 'Báo cáo tháng về hoạt động của Tổ công nghệ số cộng đồng',
  nameEn: 'Monthly report on the work of the community digital technology teams',
  state: 'in_force' as const,
  issuedNumber: null,
  issuedOn: null,
  issuedBy: null,
  regime: {
    subjectVi: 'Ủy ban nhân dân xã, phường, đặc khu; Sở Khoa học và Công nghệ tổng hợp toàn tỉnh, thành phố',
    subjectEn:
      'People’s Committees of communes, wards and special zones; the Department of Science and Technology sums up',
    recipientVi: 'Sở Khoa học và Công nghệ; Bộ Khoa học và Công nghệ (Cục Chuyển đổi số quốc gia)',
    recipientEn:
      'Department of Science and Technology; Ministry of Science and Technology (National Digital Transformation Authority)',
    methodVi: 'Gửi trên hệ thống; bản giấy hoặc bản ký số khi cơ quan nhận yêu cầu',
    methodEn: 'Sent on the system; on paper or digitally signed where the recipient asks for it',
    frequencyVi: 'Hằng tháng',
    frequencyEn: 'Monthly',
    cutoffVi: 'Từ ngày 15 tháng trước đến hết ngày 14 của tháng báo cáo',
    cutoffEn: 'From the 15th of the month before to the 14th of the reporting month, both included',
    deadlineVi:
      'Tổ: 2 ngày làm việc sau ngày 14, đến 24 giờ 00; xã: 3 ngày làm việc, trước 17 giờ 00; Sở: ngày 20, không sớm hơn 2 ngày làm việc sau hạn của xã; chốt ngày 23',
    deadlineEn:
      'Teams: 2 working days after the 14th, until 24:00; communes: 3 working days, 17:00; departments: the 20th, at least 2 working days after the communes; closed on the 23rd',
    outlineVi:
      'A. Tổ chức; B. Tập huấn; C. Hoạt động chung; Nhiệm vụ 1 đến 5; D. Nguồn lực; E. Kết quả nổi bật, khó khăn, kiến nghị, nhiệm vụ kỳ tới',
    outlineEn:
      'A. Organisation; B. Training; C. General activity; Tasks 1 to 5; D. Resources; E. Highlights, difficulties, proposals, next steps',
  },
  rows,
  rules: nationalRules(rows),
}
