import { type Locale, timeZone } from '@/messages/locales'

/** An instant (Date or ISO text with a zone) or a day ("2026-11-18"), which has no zone and is never shifted. */
export type DateInput = Date | string

export interface DateParts {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  /** 0 is Sunday. */
  weekday: number
}

const weekdays: Record<Locale, readonly string[]> = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const dayOnly = /^(\d{4})-(\d{2})-(\d{2})$/

const two = (value: number) => String(value).padStart(2, '0')

/** The parts of a moment as the clock in Việt Nam shows them. Throws RangeError when the text is no date. */
export function dateParts(input: DateInput): DateParts {
  const day = typeof input === 'string' ? dayOnly.exec(input) : null
  if (day) {
    const [year, month, date] = [Number(day[1]), Number(day[2]), Number(day[3])]
    return { year, month, day: date, hour: 0, minute: 0, weekday: weekdayOf(year, month, date) }
  }
  const found = new Map(
    clock.formatToParts(typeof input === 'string' ? new Date(input) : input).map((part) => [part.type, part.value]),
  )
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(found.get(type))
  const [year, month, date] = [read('year'), read('month'), read('day')]
  return { year, month, day: date, hour: read('hour'), minute: read('minute'), weekday: weekdayOf(year, month, date) }
}

function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

/** "18/11/2026", in both languages. */
export function formatDate(input: DateInput): string {
  const { day, month, year } = dateParts(input)
  return `${two(day)}/${two(month)}/${year}`
}

/** "18/11": a day whose year is clear from what stands beside it. */
export function formatDayMonth(input: DateInput): string {
  const { day, month } = dateParts(input)
  return `${two(day)}/${two(month)}`
}

/** "14:32". */
export function formatTime(input: DateInput): string {
  const { hour, minute } = dateParts(input)
  return `${two(hour)}:${two(minute)}`
}

/** "14:32 18/11/2026". */
export function formatDateTime(input: DateInput): string {
  return `${formatTime(input)} ${formatDate(input)}`
}

/** "thứ Tư, 18/11/2026" · "Wednesday, 18/11/2026". */
export function formatLongDate(input: DateInput, locale: Locale): string {
  return `${weekdays[locale][dateParts(input).weekday]}, ${formatDate(input)}`
}

/** A due time: "17 giờ 00, thứ Tư, 18/11/2026" · "17:00, Wednesday, 18/11/2026". */
export function formatDue(input: DateInput, locale: Locale): string {
  const { hour, minute } = dateParts(input)
  // The last minute of a day is the day itself: "hết thứ Ba" (domain.md 22).
  if (hour === 23 && minute === 59) return `${locale === 'vi' ? 'hết' : 'the end of'} ${formatLongDate(input, locale)}`
  const time = locale === 'vi' ? `${two(hour)} giờ ${two(minute)}` : `${two(hour)}:${two(minute)}`
  return `${time}, ${formatLongDate(input, locale)}`
}
