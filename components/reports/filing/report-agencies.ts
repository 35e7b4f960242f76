import { type AgencyName, type AgencyVersion, agencyOn, fullAgencyName } from '@/server/agencies/rules'

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

/**
 * Sender and receiver in the document of a report, by their official names on the last day of its month. `department`: the
 * body that issues a province's own report, with the symbol of its documents.
 */
export function printedAgencies(report: ReportPlace): { department: AgencyName; sender: string; receiver: string } {
  const day = report.period.endsOn
  const department = departmentOn(report, day)
  return {
    department,
    sender: fullAgencyName(department, report.province.fullName),
    receiver: fullAgencyName(receiverOn(report, day), report.province.fullName),
  }
}
