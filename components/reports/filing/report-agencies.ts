import { type AgencyName, type AgencyVersion, agencyOn } from '@/server/agencies/rules'

/** What of a report says who sends and who receives it. */
export type ReportPlace = {
  unit: { id: number; fullName: string }
  province: { id: number; fullName: string }
  agencies: { department: readonly AgencyVersion[]; ministry: readonly AgencyVersion[] }
  period: { endsOn: string }
}

export const departmentOn = (report: ReportPlace, day: string): AgencyName =>
  agencyOn('department', report.agencies.department, day)

/** The department of a commune's province; the ministry of a province that files its own totals. */
export const receiverOn = (report: ReportPlace, day: string): AgencyName =>
  report.unit.id === report.province.id
    ? agencyOn('ministry', report.agencies.ministry, day)
    : departmentOn(report, day)
