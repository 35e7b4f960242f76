import { getLocale, getTranslations } from 'next-intl/server'
import { sheetAnswer } from '@/app/sheet'
import { me, requestContext } from '@/app/trpc'
import { formatDate, formatDateTime } from '@/components/format/date'
import { formatNumber } from '@/components/format/number'
import type { TrainingAddress } from '@/components/training/address'
import type { Locale } from '@/messages/locales'
import { appRouter } from '@/server/router'
import { sessionsPerPage } from '@/server/training/rules'
import { writeBoard, writeSessions } from '@/server/training/sheet'
import { createCallerFactory } from '@/server/trpc'
import { trainingParams } from '../params'

const createCaller = createCallerFactory(appRouter)
type Caller = ReturnType<typeof createCaller>
/** As many pages as a file takes. */
const pageLimit = 100

/** The sessions or the board that the same address shows, as a spreadsheet: counts, no names. */
export async function GET(request: Request): Promise<Response> {
  const context = await requestContext()
  if (!context.identity) return new Response(null, { status: 401 })
  const at = trainingParams(Object.fromEntries(new URL(request.url).searchParams))
  const caller = createCaller(context)
  return sheetAnswer(() =>
    at.tab === 'board' ? boardFile(caller, at, context.now) : sessionsFile(caller, at, context.now),
  )
}

/** The last lines of a heading: who made the file and when, and that it is a demonstration. */
async function madeBy(now: Date): Promise<string[]> {
  const t = await getTranslations('training.export')
  const who = await me()
  return [
    t('made', { at: formatDateTime(now), name: who.holderName, unit: who.unit.fullName }),
    ...(who.demo ? [t('demo')] : []),
  ]
}

async function sessionsFile(caller: Caller, at: TrainingAddress, now: Date) {
  const asked = { scope: at.scope, year: at.year, state: at.state }
  const first = await caller.training.sessions(asked)
  const pages = Math.ceil(first.total / sessionsPerPage)
  if (pages > pageLimit) return 413
  const sessions = [...first.sessions]
  for (let page = 2; page <= pages; page++)
    sessions.push(...(await caller.training.sessions({ ...asked, page })).sessions)
  const t = await getTranslations('training.export')
  const modes = await getTranslations('enums.trainingModes')
  const organisers = await getTranslations('enums.organiserKinds')
  const audiences = await getTranslations('enums.trainingAudiences')
  const states = await getTranslations('enums.sessionStates')
  const locale = (await getLocale()) as Locale
  const file = await writeSessions(sessions, {
    name: t('sessions.sheet'),
    heading: [
      t('sessions.heading', { year: String(first.year), from: formatDate(first.from), to: formatDate(first.to) }),
      t('sessions.count', { count: formatNumber(first.total, locale) }),
      ...(await madeBy(now)),
    ],
    column: (id) => t(`sessions.columns.${id}`),
    date: formatDate,
    mode: (mode) => modes(mode),
    organiser: (organiser) => organisers(organiser),
    audience: (audience) => audiences(audience),
    state: (state) => states(state),
  })
  return { file, name: `${t('sessions.file')}-${first.year}` }
}

async function boardFile(caller: Caller, at: TrainingAddress, now: Date) {
  const board = await caller.training.board({ unitId: at.unit, courseId: at.course, year: at.year })
  const t = await getTranslations('training.export')
  const course = at.course ? (await caller.training.course({ id: at.course })).name : t('board.anyCourse')
  const file = await writeBoard(board, {
    name: t('board.sheet'),
    heading: [
      t('board.heading', { unit: board.unit.fullName, year: String(board.year) }),
      t('board.days', { from: formatDate(board.from), to: formatDate(board.to) }),
      t('board.course', { course }),
      ...(await madeBy(now)),
    ],
    column: (id) => t(`board.columns.${id}`),
    total: t('board.total'),
  })
  return { file, name: `${t('board.file')}-${board.year}` }
}
