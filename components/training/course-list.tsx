import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/section'
import { courseHref } from './address'
import type { Catalogue, ListedCourse } from './outputs'

/** The catalogue: national courses, those of the province, the commune's own. */
export function CourseList({ catalogue, own, today }: { catalogue: Catalogue; own: number; today: string }) {
  const t = useTranslations('training.courses')
  const groups = [
    { key: 'nation', rows: catalogue.courses.filter((each) => each.owner.level === 'nation') },
    { key: 'province', rows: catalogue.courses.filter((each) => each.owner.level === 'province') },
    { key: 'commune', rows: catalogue.courses.filter((each) => each.owner.level === 'commune') },
  ] as const
  if (catalogue.courses.length === 0) return <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
  return groups.map(({ key, rows }) =>
    rows.length > 0 ? (
      <Section key={key} title={t(`groups.${key}`)}>
        <ul className="divide-y divide-line border-line border-y">
          {rows.map((course) => (
            <Row key={course.id} course={course} own={own} today={today} />
          ))}
        </ul>
      </Section>
    ) : null,
  )
}

function Row({ course, own, today }: { course: ListedCourse; own: number; today: string }) {
  const t = useTranslations('training.courses')
  const tAudiences = useTranslations('enums.trainingAudiences')
  const format = useFormat()
  const { owner } = course
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 text-sm lg:grid-cols-[minmax(0,6fr)_minmax(0,3fr)_minmax(0,3fr)] lg:items-start">
      <div className="grid gap-0.5">
        <Link href={courseHref(course.id)} className="link justify-self-start break-words font-medium text-base">
          {course.name}
        </Link>
        <span className="text-muted">
          {course.code}
          {owner.level !== 'nation' && owner.id !== own ? ` · ${t('of', { unit: inSentence(owner.fullName) })}` : null}
          {course.modules.length > 0 ? ` · ${t('modules', { count: course.modules.length })}` : null}
        </span>
      </div>
      <span>{tAudiences(course.audience)}</span>
      <span className="flex flex-wrap items-center gap-2 lg:justify-end">
        {course.dueOn ? <span className="text-muted">{t('due', { date: format.date(course.dueOn) })}</span> : null}
        {course.closedOn ? (
          <Badge tone="neutral">
            {t(course.closedOn < today ? 'closed' : 'closes', { date: format.date(course.closedOn) })}
          </Badge>
        ) : null}
        {course.official ? <Badge tone="info">{t('official')}</Badge> : null}
      </span>
    </li>
  )
}
