import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import type { Outputs } from './outputs'

type Line = Outputs['list'][number]['lines'][number]

const hrefOf = ({ kind, unitId, period }: Line) =>
  kind === 'team' ? `/reports/teams/${unitId}?period=${period}` : `/reports/${unitId}/${period}`

/** What a person was told, newest day first; what has been sent since says so. */
export function OwnReminders({ reminders }: { reminders: Outputs['list'] }) {
  const t = useTranslations('reminders.own')
  const format = useFormat()
  return (
    <ol className="grid gap-4">
      {reminders.map(({ id, onDay, seenAt, lines }) => (
        <li key={id} className="grid gap-2 border-line border-t pt-3">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold text-sm">
            {format.longDate(onDay)}
            {seenAt === null ? <Badge tone="info">{t('new')}</Badge> : null}
          </h3>
          <ul className="grid gap-2 text-sm">
            {lines.map((line) => (
              <li key={`${line.unitId}/${line.period}`} className="grid gap-x-4 gap-y-0.5 sm:grid-cols-[1fr_auto]">
                <p>
                  <Link href={hrefOf(line)} className="link">
                    {line.unit}
                  </Link>
                  {'. '}
                  {t('line', { month: monthOf(line.period), moment: line.moment })}
                </p>
                <p className="sm:text-right">
                  <Badge tone={line.open ? 'warn' : 'ok'}>{line.open ? t('open') : t('done')}</Badge>
                </p>
                <p className="text-muted sm:col-span-2">{t('due', { due: format.due(line.dueAt) })}</p>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

/** '2026-11' as "11/2026". */
const monthOf = (code: string) => code.split('-').reverse().join('/')
