import Form from 'next/form'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { RegisterSwitch } from '@/components/reports/register-switch'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Figure, NumberText } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Pagination } from '@/components/ui/pagination'
import { Section } from '@/components/ui/section'
import { Options, Select } from '@/components/ui/select'
import { sessionStates } from '@/db/training-enums'
import { sessionHref, type TrainingAddress, trainingHref } from './address'
import type { Figures, ListedSession, Register, Sessions } from './outputs'
import { SessionBadge } from './session-badge'
import { SessionTime } from './session-time'
import { YearSelect } from './year-select'

interface SessionListProps {
  at: TrainingAddress
  list: Sessions
  figures: Figures
  /** Since when they fill the report of the caller's commune. */
  register: Register
  /** Units lie below: theirs can be listed as well. */
  above: boolean
  /** The unit of whoever looks. */
  own: number
}

const codes = ['B01', 'B02', 'B03', 'B04', 'B05'] as const

/** What the register gives the report of the month that runs. */
function MonthFigures({ figures, register }: { figures: NonNullable<Figures>; register: Register }) {
  const t = useTranslations('training.figures')
  const format = useFormat()
  return (
    <Section
      title={t('title', { period: format.periodInline(figures.period) })}
      description={t('days', { days: format.periodDays(figures.period) })}
    >
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-5">
        {codes.map((code) => (
          <Figure key={code} label={t(code)} value={<NumberText value={figures[code]} />} note={t(`${code}note`)} />
        ))}
      </dl>
      <p className="max-w-3xl text-muted text-sm">{t('once')}</p>
      {register ? <RegisterSwitch state={register} words="training.figures.report" /> : null}
      {figures.unmarked > 0 ? <Notice tone="warn">{t('unmarked', { count: figures.unmarked })}</Notice> : null}
      {figures.B02 !== null && figures.B03 === null ? <Notice tone="warn">{t('unnamed')}</Notice> : null}
    </Section>
  )
}

/** The calendar of a year of reports: what comes next, then what has been held. */
export function SessionList({ at, list, figures, register, above, own }: SessionListProps) {
  const t = useTranslations('training.sessions')
  const tStates = useTranslations('enums.sessionStates')
  const filtered = at.state !== undefined || at.year !== undefined || at.scope === 'below'
  return (
    <>
      {figures ? <MonthFigures figures={figures} register={register} /> : null}
      <Form
        action="/training"
        className="grid grid-cols-2 items-end gap-4 sm:flex sm:flex-wrap print:hidden"
        role="search"
      >
        {above ? (
          <div className="col-span-2 grid gap-1 sm:w-56">
            <label htmlFor="scope" className="font-medium text-ink text-sm">
              {t('scope')}
            </label>
            <Select id="scope" name="scope" defaultValue={at.scope}>
              <Options values={['own', 'below'] as const} words={(scope) => t(`scopes.${scope}`)} />
            </Select>
          </div>
        ) : null}
        <YearSelect year={list.year} today={list.today} />
        <div className="grid gap-1 sm:w-44">
          <label htmlFor="state" className="font-medium text-ink text-sm">
            {t('state')}
          </label>
          <Select id="state" name="state" defaultValue={at.state ?? ''}>
            <option value="">{t('all')}</option>
            <Options values={sessionStates} words={tStates} />
          </Select>
        </div>
        <div className="col-span-2 flex gap-2">
          <Button type="submit">{t('filter')}</Button>
          {filtered ? (
            <LinkButton href={trainingHref()} variant="quiet">
              {t('clear')}
            </LinkButton>
          ) : null}
        </div>
      </Form>
      {list.total === 0 ? (
        <EmptyState title={t(filtered ? 'noneSo' : 'none')}>{t(list.can.plan ? 'noneHint' : 'noneWhy')}</EmptyState>
      ) : (
        <>
          <ul
            className="divide-y divide-line border-line border-y"
            aria-label={t('caption', { year: String(list.year) })}
          >
            {list.sessions.map((session) => (
              <Row key={session.id} session={session} awaited={list.scope === 'below' || session.unit.id === own} />
            ))}
          </ul>
          <Pagination
            page={list.page}
            pageSize={list.pageSize}
            total={list.total}
            href={(page) => trainingHref({ ...at, page })}
          />
        </>
      )}
    </>
  )
}

/** `awaited`: whoever holds it owes to say who came. */
function Row({ session, awaited }: { session: ListedSession; awaited: boolean }) {
  const t = useTranslations('training.sessions')
  const [tModes, tAudiences] = [useTranslations('enums.trainingModes'), useTranslations('enums.trainingAudiences')]
  const { state, people } = session
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 text-sm lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_8rem_8rem] lg:items-start">
      <div className="grid gap-0.5">
        <Link href={sessionHref(session.id)} className="link justify-self-start break-words font-medium text-base">
          {session.title}
        </Link>
        <span className="text-muted">
          {session.unit.fullName} · {tAudiences(session.audience)}
          {session.topicMonth
            ? ` · ${t('topicMonth', { month: `${session.topicMonth.slice(5)}/${session.topicMonth.slice(0, 4)}` })}`
            : null}
        </span>
      </div>
      <div className="grid gap-0.5">
        <SessionTime {...session} />
        <span className="text-muted">
          {tModes(session.mode)}
          {session.place ? ` · ${session.place}` : null}
        </span>
      </div>
      <span className="tabular-nums lg:text-right">
        {state === 'held' && people !== null ? t('people', { count: people }) : null}
        {state === 'held' && people === null && awaited ? <span className="text-muted">{t('notTold')}</span> : null}
      </span>
      <span className="lg:justify-self-end">
        <SessionBadge state={state} />
      </span>
    </li>
  )
}
