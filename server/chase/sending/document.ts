import type { Locale } from '@/messages/locales'
import { say } from '@/messages/say'
import { dayInVietnam, instantAt, isEndOfDay, weekdayOf } from '../../calendar/rules'
import type { Telling } from './rules'

/** No letter lists more than this; the rest stand as a number. */
const listed = 30

const two = (value: number) => String(value).padStart(2, '0')
const month = (period: string) => `${period.slice(5)}/${period.slice(0, 4)}`

/** "17 giờ 00, thứ Tư, 18/11/2026", or "hết thứ Ba, 17/11/2026". */
export function dueInWords(dueAt: Date, locale: Locale): string {
  const day = dayInVietnam(dueAt)
  const minutes = Math.floor((dueAt.getTime() - instantAt(day).getTime()) / 60_000)
  return say(locale, 'reminders.due', {
    whole: isEndOfDay(dueAt) ? 'yes' : 'no',
    hour: two(Math.floor(minutes / 60)),
    minute: two(minutes % 60),
    weekday: say(locale, 'reminders.weekday', { day: String(weekdayOf(day)) }),
    date: day.split('-').reverse().join('/'),
  })
}

/** The reminder as a letter: subject and plain text, with the way to each report. Nothing of a person but the reader's name. */
export function letterOf({ name, lines, site }: Telling, locale: Locale = 'vi'): { subject: string; text: string } {
  const [first] = lines
  const subject =
    lines.length === 1
      ? say(locale, 'reminders.mail.subjectOne', { month: month(first.period), unit: first.unit })
      : say(locale, 'reminders.mail.subject', { count: lines.length })
  const told = lines.slice(0, listed).map((line) =>
    say(locale, 'reminders.mail.line', {
      unit: line.unit,
      month: month(line.period),
      moment: line.moment,
      due: dueInWords(line.dueAt, locale),
    }),
  )
  const rest = lines.length - told.length
  const text = [
    say(locale, 'reminders.mail.greeting', { name }),
    '',
    say(locale, 'reminders.mail.intro'),
    ...told,
    ...(rest > 0 ? [say(locale, 'reminders.mail.more', { count: rest })] : []),
    '',
    lines.length === 1
      ? say(locale, 'reminders.mail.open', { address: site + first.href })
      : say(locale, 'reminders.mail.all', { address: `${site}/reminders` }),
    '',
    say(locale, 'reminders.mail.note'),
  ]
  return { subject, text: text.join('\n') }
}

/** The reminder for a phone, as short as it goes: a gateway counts characters. */
export function phoneTextOf({ lines, site }: Telling, locale: Locale = 'vi'): string {
  const [first] = lines
  const due = dueInWords(new Date(Math.min(...lines.map(({ dueAt }) => dueAt.getTime()))), locale)
  return lines.length === 1
    ? say(locale, 'reminders.phone.one', {
        month: month(first.period),
        unit: first.unit,
        due,
        address: site + first.href,
      })
    : say(locale, 'reminders.phone.several', { count: lines.length, due, address: `${site}/reminders` })
}
