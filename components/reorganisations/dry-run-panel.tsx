import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { lineHref } from './address'
import { BeforeAfter, ForeseenSentence, isBeforeAfter } from './foreseen'
import type { DryRun, Reorganisation } from './outputs'

/** What stands against the draft, each with its line; or else everything that it would do, before it is done. */
export function DryRunPanel({ event, dryRun }: { event: Reorganisation; dryRun: DryRun }) {
  const t = useTranslations('reorganisations.dryRun')
  const { conflicts, parts } = dryRun
  if (conflicts.length > 0) return <Conflicts event={event} dryRun={dryRun} />
  const told = parts.flatMap(({ noun, foreseen }) => foreseen.map((each) => ({ noun, foreseen: each })))
  return (
    <div className="grid grid-cols-1 gap-8">
      <Notice tone="ok" role="status" title={t('clean')}>
        {t('cleanWhat')}
      </Notice>
      <BeforeAfter told={told} />
      {parts.map(({ noun, foreseen }) => {
        const said = foreseen.filter((each) => !isBeforeAfter(noun, each.key))
        if (said.length === 0) return null
        return (
          <Section key={noun} title={t(`nouns.${noun}`)}>
            <ul className="divide-y divide-line border-line border-y">
              {said.map((each) => (
                <li key={`${each.key} ${each.params.period ?? ''}`} className="text-sm">
                  <ForeseenSentence noun={noun} foreseen={each} />
                </li>
              ))}
            </ul>
          </Section>
        )
      })}
    </div>
  )
}

function Conflicts({ event, dryRun }: { event: Reorganisation; dryRun: DryRun }) {
  const t = useTranslations('reorganisations')
  const format = useFormat()
  const { conflicts, names, total } = dryRun
  return (
    <Section title={t('dryRun.conflicts', { count: total })} description={t('dryRun.conflictsWhat')}>
      <ul className="divide-y divide-line border-line border-y">
        {conflicts.map(({ line, reason, unitId, otherId, text, page }) => (
          <li
            key={`${line} ${reason} ${unitId} ${otherId} ${text}`}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2 text-sm"
          >
            <span className="min-w-0 max-w-3xl">
              {t(`conflicts.${reason}`, {
                unit: names[unitId ?? 0] ?? text ?? '',
                other: inSentence(names[otherId ?? 0] ?? ''),
                text: text ?? '',
              })}
            </span>
            {line === null ? null : (
              <Link href={lineHref(event.id, line, page)} className="link whitespace-nowrap">
                {t('dryRun.seeLine')}
                <span className="sr-only"> {line + 1}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
      {total > conflicts.length ? (
        <p className="text-muted text-sm">{t('dryRun.more', { count: format.number(total - conflicts.length) })}</p>
      ) : null}
    </Section>
  )
}
