import { plainText, searchKey } from '@/db/unit-names'
import { phoneOf } from '../auth/rules'
import { type Day, isDay, type MonthPeriod, monthPeriod } from '../calendar/rules'

/** Longest texts, in characters, and how much one command takes. */
export const textLimits = { code: 20, title: 200, place: 200, link: 500, basis: 300, reason: 300 } as const
export const moduleLimit = 60
export const partnerLimit = 20
export const recordLimit = 1000
export const listLimit = { characters: 200_000, lines: 2000 } as const
export const sessionsPerPage = 50

/** The last day of the quarter in which a day lies. */
export function quarterEnd(day: Day): Day {
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3)
  return `${day.slice(0, 4)}-${['03-31', '06-30', '09-30', '12-31'][quarter - 1]}`
}

/**
 * By when a member finishes a course: on its day who was on a roster by then, at the end of the quarter in which he came who
 * came later (S002-88). null: the course has no day.
 */
export const dueFor = (dueOn: Day | null, joinedOn: Day): Day | null =>
  dueOn === null || joinedOn <= dueOn ? dueOn : quarterEnd(joinedOn)

/** What is kept of somebody's course: a module, or the whole where `module` is null. */
export type Done = { module: number | null; on: Day }
export type Progress = { state: 'done'; on: Day } | { state: 'begun'; modules: number } | { state: 'none' }

/** The day on which a course of so many modules was finished: as recorded, else that of the last module. null: not yet. */
export function finishedOn(moduleCount: number, done: readonly Done[]): Day | null {
  const whole = done.find((each) => each.module === null)
  if (whole) return whole.on
  const days = new Map(done.map((each) => [each.module, each.on]))
  return moduleCount > 0 && days.size >= moduleCount ? ([...days.values()].sort().at(-1) ?? null) : null
}

/** How far somebody has come. */
export function progressOf(moduleCount: number, done: readonly Done[]): Progress {
  const on = finishedOn(moduleCount, done)
  if (on) return { state: 'done', on }
  const modules = new Set(done.map((each) => each.module)).size
  return modules > 0 ? { state: 'begun', modules } : { state: 'none' }
}

/** Whether a course can be finished on a day: from its first day to that on which it was closed. */
export const canFinishOn = (course: { startsOn: Day | null; closedOn: Day | null }, on: Day): boolean =>
  (course.startsOn === null || on >= course.startsOn) && (course.closedOn === null || on <= course.closedOn)

/** Whether the day has gone by without the course being finished. */
export const isLate = (due: Day | null, progress: Progress, today: Day): boolean =>
  due !== null && progress.state !== 'done' && today > due

/** Days of a year of reports: from 15/12 of the year before to 14/12, both inclusive, as its months run. */
export const reportYear = (year: number): { from: Day; to: Day } => ({
  from: monthPeriod(year, 1).startsOn,
  to: monthPeriod(year, 12).endsOn,
})

/** What the registers of a commune hold for a period; `training_figures` in db/security/training.sql. */
export type Kept = {
  /** Something of a class was kept on or before the last day. */
  kept: boolean
  /** Those that count for the commune: held by it, or above it with most of those who came. */
  classes: number
  /** Classes of which nobody has said who came. */
  unmarked: number
  /** Attendances by name, and whose they are, each once. */
  named: number
  persons: number
  /** Attendances told as a number, and in how many classes. */
  counted: number
  countedClasses: number
  completionsKept: boolean
  finished: number
  officersKept: boolean
  officers: number
}
export type TrainingFigures = Record<'B01' | 'B02' | 'B03' | 'B04' | 'B05', number | null>

/** How many persons came, each once; null where numbers without names cannot say it: more than one class, or beside names. */
export function eachOnce({ persons, named, counted, countedClasses }: Kept): number | null {
  if (countedClasses === 0) return persons
  return named === 0 && countedClasses === 1 ? counted : null
}

/** B01 to B05; blank, never a false 0, where the register holds nothing or somebody has not yet said who came (domain.md 22.14). */
export function figuresOf(kept: Kept): TrainingFigures {
  const told = kept.kept && kept.unmarked === 0
  return {
    B01: kept.kept ? kept.classes : null,
    B02: told ? kept.named + kept.counted : null,
    B03: told ? eachOnce(kept) : null,
    B04: kept.completionsKept ? kept.finished : null,
    B05: kept.officersKept ? kept.officers : null,
  }
}

/** First day of the year of reports of a period, for what is counted since then (B04, B05). */
export const yearBegins = (period: Pick<MonthPeriod, 'year'>): Day => monthPeriod(period.year, 1).startsOn

export type SessionVerb = 'change' | 'hold' | 'cancel' | 'attend'

/** Whether a session can take the step: what is planned is changed, held from its first day on, cancelled; who came is said of a held one. */
export function canStep(
  verb: SessionVerb,
  session: { state: 'planned' | 'held' | 'cancelled'; startsOn: Day; people: number },
  today: Day,
): boolean {
  if (verb === 'attend') return session.state === 'held'
  if (verb === 'cancel') return session.state === 'planned' || (session.state === 'held' && session.people === 0)
  return session.state === 'planned' && (verb === 'change' || session.startsOn <= today)
}

/** A line of a list that was pasted: number, name, phone and day in any order, parted by tabs, semicolons or commas. */
export type ListLine = { line: number; name: string; phone: string | null; on: Day | null }

function dayFrom(text: string): Day | null {
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/.exec(text)
  const day = match ? `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}` : text.slice(0, 10)
  return isDay(day) ? day : null
}

/** The lines of a pasted list; empty ones and a header without a name are left out. */
export function readList(text: string): ListLine[] {
  return text
    .split(/\r?\n/)
    .map((row, index) => {
      const cells = row
        .split(/[\t;,]/)
        .map(plainText)
        .filter((cell) => cell !== '')
      const phone = cells.map(phoneOf).find((found) => found !== null) ?? null
      const on = cells.map(dayFrom).find((found) => found !== null) ?? null
      const name = cells.find((cell) => /\p{L}{2}/u.test(cell)) ?? ''
      return { line: index + 1, name: name.replace(/^\d+[.)]\s*/, ''), phone, on }
    })
    .filter(({ name, phone }) => phone !== null || name !== '')
}

export type Candidate = { memberId: string; name: string; phone: string | null; done: boolean }
export const verdicts = ['found', 'ambiguous', 'missing', 'already', 'repeated'] as const
export type Verdict = (typeof verdicts)[number]
export type Judged = ListLine & { verdict: Verdict; members: readonly string[] }

const plainly = (name: string) => plainText(name).toLocaleLowerCase('vi')

function matches(line: ListLine, candidates: readonly Candidate[]): { certain: boolean; found: readonly Candidate[] } {
  const sameName = (each: Candidate) => searchKey(each.name) === searchKey(line.name)
  const byPhone = line.phone
    ? candidates.filter((each) => each.phone !== null && phoneOf(each.phone) === line.phone)
    : []
  if (byPhone.length > 0) {
    const both = line.name === '' ? byPhone : byPhone.filter(sameName)
    return both.length > 0 ? { certain: true, found: both } : { certain: false, found: byPhone }
  }
  if (line.name === '') return { certain: false, found: [] }
  const exactly = candidates.filter((each) => plainly(each.name) === plainly(line.name))
  const found = exactly.length > 0 ? exactly : candidates.filter(sameName)
  // A number that is another's number says that it may be another of the same name.
  return { certain: found.every((each) => line.phone === null || each.phone === null), found }
}

/** A verdict for each line: whom it means among the members of the commune, for a person to decide where it is not certain. */
export function judgeList(lines: readonly ListLine[], candidates: readonly Candidate[]): Judged[] {
  const taken = new Set<string>()
  return lines.map((line) => {
    const { certain, found } = matches(line, candidates)
    const members = found.map((each) => each.memberId)
    const [only] = found
    if (!only) return { ...line, verdict: 'missing', members }
    if (found.length > 1 || !certain) return { ...line, verdict: 'ambiguous', members }
    if (only.done) return { ...line, verdict: 'already', members }
    if (taken.has(only.memberId)) return { ...line, verdict: 'repeated', members }
    taken.add(only.memberId)
    return { ...line, verdict: 'found', members }
  })
}
