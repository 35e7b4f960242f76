import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Link } from '@/components/ui/link'
import type { FilingReport } from './filing-report'

/** "Tổng hợp từ 19/24 Tổ, phủ 20/22 thôn": whose reports a commune's figures are the sum of, and the way down to them. */
export function TeamsLine({ report }: { report: Pick<FilingReport, 'teams' | 'unit' | 'period'> }) {
  const t = useTranslations('reports.teams')
  const format = useFormat()
  const { teams, unit, period } = report
  if (!teams) return null
  return (
    <p className="text-ink text-sm">
      {t('sum', {
        teams: format.fraction(teams.sent, teams.of),
        villages: format.fraction(teams.covered, teams.villages),
      })}{' '}
      <Link href={`/reports/teams?commune=${unit.id}&period=${period.code}`} className="link print:hidden">
        {t('see')}
      </Link>
    </p>
  )
}
