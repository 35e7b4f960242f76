import { ClipboardPenLine, Handshake } from 'lucide-react'
import Form from 'next/form'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { formatPeriod } from '@/components/format/period'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Button, buttonStyles } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Pagination } from '@/components/ui/pagination'
import { Options, Select } from '@/components/ui/select'
import { activityChannels, activityKinds, activityStates, activityTasks, targetGroups } from '@/db/activity-enums'
import { ActivitiesTable } from './activities-table'
import { type ActivitiesAsked, activitiesHref, monthsUntil } from './address'
import type { ActivityList, CommuneFigures } from './answers'
import { KeepLog } from './keep-log'

interface ActivitiesPageProps {
  asked: ActivitiesAsked
  list: ActivityList
  /** Of a commune and one month: which teams were active. */
  figures: CommuneFigures | null
  /** Where this person writes one down; null where he does not. */
  logHref: string | null
  /** His log is kept on this device. */
  keeps: boolean
}

/** What teams did: of one team, a commune, a province or the country. */
export function ActivitiesPage({ asked, list, figures, logHref, keeps }: ActivitiesPageProps) {
  const t = useTranslations('activities.list')
  const words = {
    kind: useTranslations('enums.activityKinds'),
    channel: useTranslations('enums.activityChannels'),
    group: useTranslations('enums.targetGroups'),
    state: useTranslations('enums.activityStates'),
  }
  const tTasks = useTranslations('enums.activityTasks')
  const format = useFormat()
  const { sums } = list
  const filtered = asked.kind || asked.channel || asked.task || asked.group || asked.state
  const go = logHref ? (
    // Loaded whole, so that it opens without a network as well.
    <a className={buttonStyles({ variant: 'primary' })} href={logHref}>
      <ClipboardPenLine aria-hidden />
      {t('log')}
    </a>
  ) : null
  const one = (name: 'kind' | 'channel' | 'group' | 'state', values: readonly string[]) => (
    <Filter label={t(`filter.${name}`)}>
      {(control) => (
        <Select {...control} name={name} defaultValue={asked[name] ?? ''}>
          <option value="">{t('filter.all')}</option>
          <Options values={values as never[]} words={words[name]} />
        </Select>
      )}
    </Filter>
  )
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      context={{ where: <UnitBreadcrumb items={[{ label: list.unit.fullName }]} /> }}
      actions={
        <>
          {list.can.keepPartners || list.can.keepProgrammes ? (
            <LinkButton href="/activities/register" icon={<Handshake aria-hidden />}>
              {t('register')}
            </LinkButton>
          ) : null}
          {go}
        </>
      }
    >
      {keeps ? <KeepLog /> : null}
      <Form action="/activities" role="search" className="grid gap-1 print:hidden" key={JSON.stringify(asked)}>
        {asked.unitId ? <input type="hidden" name="unit" value={asked.unitId} /> : null}
        <div className="grid items-end gap-3 sm:flex">
          <Filter label={t('filter.period')}>
            {(control) => (
              <Select {...control} name="period" defaultValue={asked.period ?? 'all'}>
                <option value="all">{t('filter.allMonths')}</option>
                {monthsUntil(list.today).map((period) => (
                  <option key={period.code} value={period.code}>
                    {formatPeriod(period, format.locale)}
                  </option>
                ))}
              </Select>
            )}
          </Filter>
          <div className="flex gap-2">
            <Button type="submit">{t('filter.apply')}</Button>
            {filtered ? (
              <LinkButton
                href={activitiesHref({ ...cleared, unitId: asked.unitId, period: asked.period })}
                variant="quiet"
              >
                {t('filter.clear')}
              </LinkButton>
            ) : null}
          </div>
        </div>
        <Disclosure summary={t('filter.more')} open={Boolean(filtered) || undefined}>
          <div className="grid gap-3 pt-1 sm:grid-cols-3 xl:grid-cols-5">
            {one('kind', activityKinds)}
            {one('channel', activityChannels)}
            <Filter label={t('filter.task')}>
              {(control) => (
                <Select {...control} name="task" defaultValue={asked.task ?? ''}>
                  <option value="">{t('filter.all')}</option>
                  {activityTasks.map((task) => (
                    <option key={task} value={task}>
                      {tTasks(`${task}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Filter>
            {one('group', targetGroups)}
            {one('state', activityStates)}
          </div>
        </Disclosure>
      </Form>
      <p className="text-ink text-sm">
        {t('sums', {
          sessions: format.number(sums.sessions),
          teams: list.unit.level === 'team' ? 'one' : 'many',
          count: format.number(sums.teams),
          households: sums.households === null ? t('notCounted') : format.number(sums.households),
          guided: sums.guided === null ? t('notCounted') : format.number(sums.guided),
        })}
      </p>
      {figures ? <ActiveTeams figures={figures} /> : null}
      {list.total === 0 ? (
        <EmptyState title={filtered ? t('empty.filtered') : t('empty.title')} action={filtered ? null : go}>
          {filtered ? t('empty.filteredHint') : t('empty.hint')}
        </EmptyState>
      ) : (
        <>
          <ActivitiesTable
            rows={list.rows}
            ownTeam={list.unit.level === 'team' ? list.unit.id : null}
            above={['nation', 'province', 'district'].includes(list.unit.level)}
          />
          <Pagination
            page={list.page}
            pageSize={list.pageSize}
            total={list.total}
            href={(page) => activitiesHref(asked, { page })}
          />
        </>
      )}
    </Page>
  )
}

const cleared = { order: 'day', page: 1 } as const

/** How many teams of a commune were active in the month, and those of which nothing was recorded (22.4). */
function ActiveTeams({ figures }: { figures: CommuneFigures }) {
  const t = useTranslations('activities.list')
  const format = useFormat()
  const quiet = figures.teams.filter((team) => team.figures.C01 === null)
  if (figures.teams.length === 0) return null
  const summary = t('active', { ratio: format.ratio(figures.active, figures.teams.length) })
  if (quiet.length === 0) return <p className="text-ink text-sm">{summary}</p>
  return (
    <Disclosure summary={`${summary} ${t('quiet', { count: quiet.length })}`}>
      <ul className="grid gap-1 pt-1 pl-6 text-sm">
        {quiet.map((team) => (
          <li key={team.teamId}>
            {team.fullName}{' '}
            <span className="text-muted">
              {team.lastOn ? t('lastOn', { day: format.date(team.lastOn) }) : t('never')}
            </span>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}

/** A filter is never required, so it says nothing about it. */
function Filter({ label, children }: { label: string; children: (control: { id: string }) => ReactNode }) {
  const id = useId()
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="font-medium text-ink text-sm">
        {label}
      </label>
      {children({ id })}
    </div>
  )
}
