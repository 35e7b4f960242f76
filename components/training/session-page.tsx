import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { courseHref, trainingHref } from './address'
import { AttendanceTicks } from './attendance-ticks'
import { CommuneCounts } from './commune-counts'
import type { ListedCourse, Session } from './outputs'
import { SessionActions } from './session-actions'
import { SessionBadge } from './session-badge'
import { SessionTime } from './session-time'

interface SessionPageProps {
  session: Session
  /** To choose from when the session is changed. */
  courses: readonly ListedCourse[]
  level: string
  own: number
  today: string
}

const Line = ({ term, children }: { term: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{term}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
)

/** A session: when, where, what; then who came. */
export function SessionPage({ session, courses, level, own, today }: SessionPageProps) {
  const t = useTranslations('training.session')
  const [tModes, tAudiences, tKinds] = [
    ...[useTranslations('enums.trainingModes'), useTranslations('enums.trainingAudiences')],
    useTranslations('enums.organiserKinds'),
  ] as const
  const { roster, counts, can } = session
  return (
    <Page
      title={session.title}
      lead={<SessionBadge state={session.state} />}
      context={{
        where: <UnitBreadcrumb items={[{ label: t('back'), href: trainingHref() }, { label: session.title }]} />,
      }}
      actions={<SessionActions session={session} courses={courses} level={level} today={today} />}
    >
      {session.cancelledReason ? (
        <Notice tone="info" title={t('cancelledFor')}>
          {session.cancelledReason}
        </Notice>
      ) : null}
      {can.takeOver ? (
        <Notice tone="info" title={t('left')}>
          {t('leftWhat')}
        </Notice>
      ) : null}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
        <Line term={t('time')}>
          <SessionTime {...session} />
        </Line>
        <Line term={t('unit')}>{session.unit.fullName}</Line>
        <Line term={t('organiser')}>{[tKinds(session.organiser), ...session.partners].join('; ')}</Line>
        <Line term={t('audience')}>{tAudiences(session.audience)}</Line>
        <Line term={t('mode')}>{tModes(session.mode)}</Line>
        {session.place ? <Line term={t('place')}>{session.place}</Line> : null}
        {session.link ? (
          <Line term={t('link')}>
            <a href={session.link} className="link break-all" rel="noreferrer noopener" target="_blank">
              {session.link}
            </a>
          </Line>
        ) : null}
        {session.topicMonth ? (
          <Line term={t('topicMonth')}>{`${session.topicMonth.slice(5)}/${session.topicMonth.slice(0, 4)}`}</Line>
        ) : null}
        {session.course ? (
          <Line term={t('course')}>
            <Link href={courseHref(session.course.id)} className="link">
              {session.course.name}
            </Link>
          </Line>
        ) : null}
        {session.topics.length > 0 ? (
          <Line term={t('topics')}>{session.topics.map((each) => each.name).join('; ')}</Line>
        ) : null}
      </dl>
      {session.state === 'held' ? null : (
        <EmptyState title={t(session.state === 'planned' ? 'notHeld' : 'noAttendance')}>
          {session.state === 'planned' ? t(can.hold ? 'holdFirst' : 'notHeldWhy') : null}
        </EmptyState>
      )}
      {roster ? <AttendanceTicks key={session.version} sessionId={session.id} teams={roster} can={can.attend} /> : null}
      {session.state === 'held' && (counts.length > 0 || can.count) ? (
        <Section title={t('counts')} description={t(roster ? 'countsInside' : 'countsWhy')}>
          <CommuneCounts
            sessionId={session.id}
            counts={counts}
            can={can.count}
            own={level === 'commune' ? own : null}
          />
        </Section>
      ) : null}
    </Page>
  )
}
