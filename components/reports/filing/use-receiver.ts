import { atStart } from '@/components/format/in-sentence'
import { useAgencyWords } from '@/components/format/use-agency-words'
import { dayInVietnam } from '@/server/calendar/rules'
import type { FilingReport } from './filing-report'
import { departmentOn, receiverOn } from './report-agencies'

const dayOf = (report: FilingReport, at: Date | null | undefined): string => {
  const [day = report.today] = [report.today, ...(at ? [dayInVietnam(at)] : [])].sort()
  return day
}

/**
 * Who receives a report, as it was called at an instant, today when that is absent or ahead: the department of a commune's
 * province, the ministry of a province. `capital` begins a sentence.
 */
export function useReceiver(report: FilingReport, at?: Date | null): { receiver: string; capital: string } {
  const words = useAgencyWords()
  const receiver = words(receiverOn(report, dayOf(report, at)))
  return { receiver, capital: atStart(receiver) }
}

/** The department of the report's province at the beginning of a sentence, as it was called at an instant. */
export function useDepartment(report: FilingReport, at?: Date | null): string {
  const words = useAgencyWords()
  return atStart(words(departmentOn(report, dayOf(report, at))))
}
