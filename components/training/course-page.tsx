import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Figure } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import { Section } from '@/components/ui/section'
import { courseHref, trainingHref } from './address'
import { BoardTable } from './board-table'
import { CourseActions } from './course-actions'
import { LearnersPanel } from './learners-panel'
import { OfficersPanel } from './officers-panel'
import type { Course, Learners, Officers } from './outputs'

interface CoursePageProps {
  course: Course
  /** By name, inside the commune alone. */
  learners: Learners | null
  officers: Officers | null
  /** The post under which the page is rendered. */
  assignment: string
  today: string
}

const Line = ({ term, children }: { term: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{term}</dt>
    <dd className="min-w-0 break-words">{children}</dd>
  </>
)

function Facts({ course }: { course: Course }) {
  const t = useTranslations('training.course')
  const tAudiences = useTranslations('enums.trainingAudiences')
  const format = useFormat()
  const { startsOn, endsOn } = course
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
      <Line term={t('code')}>{course.code}</Line>
      <Line term={t('owner')}>{course.owner.level === 'nation' ? t('national') : course.owner.fullName}</Line>
      <Line term={t('audience')}>{tAudiences(course.audience)}</Line>
      {course.versionOf ? (
        <Line term={t('versionOf')}>
          <Link href={courseHref(course.versionOf.id)} className="link">
            {course.versionOf.name}
          </Link>
        </Line>
      ) : null}
      {startsOn || endsOn ? (
        <Line term={t('open')}>
          {t('openDays', {
            from: startsOn ? format.date(startsOn) : 'none',
            to: endsOn ? format.date(endsOn) : 'none',
          })}
        </Line>
      ) : null}
      {course.dueOn ? <Line term={t('due')}>{t('dueWhat', { date: format.date(course.dueOn) })}</Line> : null}
      {course.closedOn ? (
        <Line term={t('closed')}>{t('closedWhat', { date: format.date(course.closedOn) })}</Line>
      ) : null}
      {course.basis ? <Line term={t('basis')}>{course.basis}</Line> : null}
      {course.link ? (
        <Line term={t('link')}>
          <a href={course.link} className="link break-all" rel="noreferrer noopener" target="_blank">
            {course.link}
          </a>
        </Line>
      ) : null}
    </dl>
  )
}

/** A course: what it is, how many have finished, and inside the commune who has not. */
export function CoursePage({ course, learners, officers, assignment, today }: CoursePageProps) {
  const t = useTranslations('training.course')
  const { board, modules } = course
  const forOfficers = course.audience === 'officers'
  return (
    <Page
      title={course.name}
      lead={course.official ? <Badge tone="info">{t('official')}</Badge> : null}
      context={{
        where: (
          <UnitBreadcrumb
            items={[{ label: t('back'), href: trainingHref({ tab: 'courses' }) }, { label: course.name }]}
          />
        ),
      }}
      actions={course.can.keep ? <CourseActions key={course.version} course={course} today={today} /> : null}
    >
      <Facts course={course} />
      {forOfficers ? null : (
        <dl className="flex flex-wrap gap-x-10 gap-y-4">
          <Figure
            label={t('finishedIn', { unit: inSentence(board.unit.fullName) })}
            value={<Ratio num={board.total.finished} den={board.total.members || null} />}
            note={t('finishedNote')}
          />
        </dl>
      )}
      {officers ? <OfficersPanel courseId={course.id} officers={officers} today={today} /> : null}
      {learners ? <LearnersPanel course={course} learners={learners} assignment={assignment} /> : null}
      {forOfficers || board.rows.length === 0 || board.unit.level === 'team' ? null : (
        <Section title={t('byUnit')}>
          <BoardTable board={board} course />
        </Section>
      )}
      {modules.length > 0 ? (
        <Section title={t('modules', { count: modules.length })} description={forOfficers ? null : t('modulesWhy')}>
          <ol className="divide-y divide-line border-line border-y text-sm">
            {modules.map((each) => (
              <li key={each.position} className="flex items-baseline justify-between gap-4 py-2">
                <span className="min-w-0 break-words">{`${each.position}. ${each.name}`}</span>
                {forOfficers ? null : (
                  <Ratio num={each.finished} den={board.total.members || null} className="text-right" />
                )}
              </li>
            ))}
          </ol>
        </Section>
      ) : (
        <EmptyState title={t('noModules')}>{t('noModulesWhy')}</EmptyState>
      )}
    </Page>
  )
}
