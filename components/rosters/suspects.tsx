import { useTranslations } from 'next-intl'
import { memberHref } from '@/components/teams/team-links'
import type { CommandError } from '@/components/trpc'
import { Checkbox } from '@/components/ui/checkbox'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'

/** Who may be the person at hand, as a refused command says. */
export function suspectsOf(error: CommandError | null): readonly string[] {
  const data = error?.data as { reason?: string; detail?: { memberId: string }[] } | undefined
  return data?.reason === 'rosters.mayBeKnown' ? (data.detail ?? []).map(({ memberId }) => memberId) : []
}

/** The way to those who may be the same person, and the word that he is another. Nothing when there is nobody. */
export function Suspects({ found }: { found: readonly string[] }) {
  const t = useTranslations('rosters')
  if (found.length === 0) return null
  return (
    <Notice tone="warn" title={t('mayBeKnown')}>
      <div className="grid gap-2">
        <p>{t('mayBeKnownWhy')}</p>
        <ul className="grid gap-1">
          {found.map((memberId, index) => (
            <li key={memberId}>
              <Link href={memberHref(memberId)} className="link" target="_blank">
                {t('openKnown', { number: index + 1 })}
              </Link>
            </li>
          ))}
        </ul>
        <Checkbox name="another" label={t('another')} />
      </div>
    </Notice>
  )
}
