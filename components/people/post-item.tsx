import { UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { phoneText } from '@/components/ui/phone'
import type { Person, PersonPost } from './answers'
import { AreasButton } from './areas-dialog'
import { EndPostButton } from './end-post-dialog'

/** A post: what, where, from when to when, and what may be done with it. */
export function PostItem({ post, person }: { post: PersonPost; person: Person }) {
  const t = useTranslations('people')
  const tRoles = useTranslations('enums.roles')
  const format = useFormat()
  // The end is the first moment after: the last day is the one before it.
  const lastDay = post.validTo ? new Date(new Date(post.validTo).getTime() - 1) : null
  return (
    <li className="grid gap-2 border-line border-t pt-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="font-semibold text-ink">{tRoles(post.role)}</p>
        {post.delegated ? (
          <Badge tone="info" icon={UserRound}>
            {t('delegated')}
          </Badge>
        ) : null}
        {post.managesAccounts ? <Badge>{t('managesAccounts')}</Badge> : null}
      </div>
      <p className="text-muted text-sm">
        {[post.unit.fullName, post.title, phoneText(post.contactPhone ?? '')].filter(Boolean).join(' · ')}
      </p>
      <p className="text-muted text-sm">
        {lastDay
          ? t('posts.fromTo', { from: format.date(post.validFrom), to: format.date(lastDay) })
          : t('posts.from', { from: format.date(post.validFrom) })}
        {post.endedReason ? ` ${t('posts.reason', { reason: post.endedReason })}` : ''}
      </p>
      {post.role === 'province_officer' && post.held ? (
        <p className="text-sm">{t('areas.count', { count: post.areas.length })}</p>
      ) : null}
      {post.can.end || post.can.setAreas ? (
        <div className="flex flex-wrap gap-2 print:hidden">
          {post.can.setAreas ? <AreasButton post={post} choices={person.areaChoices} name={person.name} /> : null}
          {post.can.end ? <EndPostButton post={post} name={person.name} /> : null}
        </div>
      ) : null}
    </li>
  )
}
