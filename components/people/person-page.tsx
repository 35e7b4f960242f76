import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { AccountActions } from './account-actions'
import { AccountBadge } from './account-badge'
import type { Me, Person } from './answers'
import { DelegateButton } from './delegate-dialog'
import { PostItem } from './post-item'

/** One person: the account and what may be done with it, the posts held and those that ended. */
export function PersonPage({ actor, person }: { actor: Me; person: Person }) {
  const t = useTranslations('people')
  const format = useFormat()
  const held = person.posts.filter((post) => post.held)
  const ended = person.posts.filter((post) => !post.held)
  const { account } = person
  return (
    <Page
      narrow
      title={person.name}
      lead={person.self ? t('selfLead') : undefined}
      context={{
        where: <UnitBreadcrumb items={[{ label: actor.unit.fullName }]} />,
      }}
      actions={
        <LinkButton href="/people" variant="quiet">
          {t('back')}
        </LinkButton>
      }
    >
      {actor.can.managePeople ? (
        <Section title={t('account.title')}>
          {account ? (
            <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[max-content_1fr]">
              <dt className="text-muted">{t('columns.account')}</dt>
              <dd>
                <AccountBadge state={account.state} lockedUntil={account.lockedUntil} />
              </dd>
              <dt className="text-muted">{t('columns.signInName')}</dt>
              <dd>{account.signInName}</dd>
              <dt className="text-muted">{t('columns.lastSignIn')}</dt>
              <dd>{account.lastSignInAt ? format.dateTime(account.lastSignInAt) : t('account.never')}</dd>
            </dl>
          ) : (
            <Notice>{t('account.elsewhere')}</Notice>
          )}
          <AccountActions person={person} />
        </Section>
      ) : null}
      <Section
        title={t('posts.title')}
        actions={person.can.delegate ? <DelegateButton person={person} actor={actor} /> : null}
      >
        {held.length === 0 ? (
          <EmptyState title={t('posts.none')} />
        ) : (
          <ul className="grid gap-4">
            {held.map((post) => (
              <PostItem key={post.assignmentId} post={post} person={person} />
            ))}
          </ul>
        )}
      </Section>
      {ended.length > 0 ? (
        <Section title={t('posts.ended')}>
          <ul className="grid gap-4">
            {ended.map((post) => (
              <PostItem key={post.assignmentId} post={post} person={person} />
            ))}
          </ul>
        </Section>
      ) : null}
    </Page>
  )
}
