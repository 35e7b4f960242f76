import { useTranslations } from 'next-intl'
import { type FilingReport, isSummary } from './filing-report'

/** Who receives a report: the department of a commune's province, the ministry of a province. `capital` begins a sentence. */
export function useReceiver(report: FilingReport): { receiver: string; capital: string } {
  const t = useTranslations('common.receivers')
  const receiver = t(isSummary(report) ? 'province' : 'commune')
  return { receiver, capital: receiver.charAt(0).toUpperCase() + receiver.slice(1) }
}
