import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { unitHref } from '@/components/units/unit-links'
import type { TeamDetail } from '@/components/units/unit-outputs'

/** The villages a team covers, each leading to its page; one that has ended since is marked. */
export function VillageLinks({ villages, on }: { villages: TeamDetail['villages']; on: string | null }) {
  const t = useTranslations('teams')
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {villages.map((village) => (
        <li key={village.id}>
          <Link href={unitHref(village.id, on)} className="link">
            {village.fullName}
          </Link>
          {village.standing ? '' : ` (${t('villageEnded')})`}
        </li>
      ))}
    </ul>
  )
}
