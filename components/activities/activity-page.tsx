import { Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { unitHref } from '@/components/units/unit-links'
import { guidedTotal } from '@/server/activities/rules'
import { ActivityActions } from './activity-actions'
import type { Activity } from './answers'
import { Photos } from './photos'
import { ActivityState } from './state'

/** One activity: what was done and counted, its pictures, and what was done with it since. */
export function ActivityPage({ activity }: { activity: Activity }) {
  const t = useTranslations('activities.one')
  const tForm = useTranslations('activities.form')
  const tKinds = useTranslations('enums.activityKinds')
  const tChannels = useTranslations('enums.activityChannels')
  const tTasks = useTranslations('enums.activityTasks')
  const tGroups = useTranslations('enums.targetGroups')
  const tTopics = useTranslations('enums.activityTopics')
  const tVerbs = useTranslations('enums.activityVerbs')
  const format = useFormat()
  const count = (value: number | null) => (value === null ? t('notCounted') : format.number(value))
  const facts: [ReactNode, ReactNode][] = [
    [t('team'), activity.team],
    [tForm('channel'), tChannels(activity.channel)],
    ...(activity.place ? ([[tForm('place'), activity.place]] as [ReactNode, ReactNode][]) : []),
    [tForm('households'), count(activity.households)],
    ...activity.tasks.map((task): [ReactNode, ReactNode] => [
      tForm('guided', { task: tTasks(`${task}`) }),
      count(activity.guided[task - 1] ?? null),
    ]),
    ...(activity.tasks.length > 1
      ? ([[t('guidedTotal'), count(guidedTotal(activity.guided))]] as [ReactNode, ReactNode][])
      : []),
  ]
  const also: [ReactNode, ReactNode | null][] = [
    [tForm('people'), activity.people === null ? null : format.number(activity.people)],
    [tForm('people60'), activity.people60 === null ? null : format.number(activity.people60)],
    [tForm('groups'), activity.targetGroups.map((group) => tGroups(group)).join('; ')],
    [tForm('topics'), activity.topics.map((topic) => tTopics(topic)).join('; ')],
    [tForm('programme'), activity.programme],
    [tForm('partners'), activity.partners.join('; ')],
    [t('joint'), activity.joint.map((team) => team.fullName).join('; ')],
    [tForm('membersPresent'), activity.membersPresent === null ? null : format.number(activity.membersPresent)],
    [t('members'), activity.members?.map((member) => member.fullName ?? t('anonymous')).join(', ')],
    [tForm('note'), activity.note],
  ]
  return (
    <Page
      narrow
      title={`${tKinds(activity.kind)}, ${format.date(activity.onDay)}`}
      lead={<ActivityState state={activity.state} late={activity.late} />}
      context={{
        where: (
          <UnitBreadcrumb items={[{ label: activity.team, href: unitHref(activity.teamId) }, { label: t('title') }]} />
        ),
      }}
      actions={
        <>
          <LinkButton href="/activities" variant="quiet">
            {t('back')}
          </LinkButton>
          {activity.can.correct ? (
            <LinkButton href={`/activities/${activity.id}/edit`} icon={<Pencil aria-hidden />}>
              {t('correct')}
            </LinkButton>
          ) : null}
        </>
      }
    >
      {activity.stateReason ? (
        <Notice tone={activity.state === 'rejected' ? 'danger' : 'neutral'} title={t(`why.${activity.state}`)}>
          {activity.stateReason}
        </Notice>
      ) : null}
      <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-[minmax(0,16rem)_1fr]">
        {[...facts, ...also].map(([name, value], i) =>
          value ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of facts
            <div key={i} className="grid sm:contents">
              <dt className="text-muted">{name}</dt>
              <dd className="text-ink">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {activity.can.seePhotos && (activity.pictures.length > 0 || activity.can.addPhoto) ? (
        <Section title={t('photos')}>
          <Photos activity={activity} />
        </Section>
      ) : null}
      {activity.events ? (
        <Section title={t('history')}>
          <ol className="grid gap-2 text-sm">
            {activity.events.map((event) => (
              <li key={`${event.at.getTime()}/${event.verb}/${event.version}`}>
                <span className="font-medium">{tVerbs(event.verb)}</span>
                {' · '}
                {event.toldBy
                  ? t('byFor', { by: event.by ?? '', toldBy: event.toldBy, at: format.dateTime(event.at) })
                  : t('by', { by: event.by ?? '', at: format.dateTime(event.at) })}
                {event.reason ? <span className="block text-muted">{event.reason}</span> : null}
              </li>
            ))}
          </ol>
          <p className="text-muted text-sm">
            {t('received', { at: format.dateTime(activity.receivedAt) })}
            {activity.madeAt ? ` ${t('made', { at: format.dateTime(activity.madeAt) })}` : ''}
          </p>
        </Section>
      ) : null}
      <ActivityActions activity={activity} />
    </Page>
  )
}
