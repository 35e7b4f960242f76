/** A message as the chat hands it over: who sent it, when, and where its words begin and end. */
export type ChatMessage = {
  saidBy: string | null
  /** '2026-11-16T08:15', '2026-11-16' where no hour is said, null where no day is. Vietnam's clock. */
  saidAt: string | null
  start: number
  end: number
}

const time = '(?<hour>\\d{1,2})[:h](?<minute>\\d{2})(?::\\d{2})?(?: ?(?<half>sa|ch|am|pm))?'
const date = '(?<day>\\d{1,2})[/.-](?<month>\\d{1,2})(?:[/.-](?<year>\\d{4}|\\d{2}))?'
const near = '(?:hôm nay|hôm qua|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|t[2-7]|cn)'
const when = [
  `${time},? +(?:ngày )?${date}`,
  `${date},? +(?:lúc )?${time}`,
  `(?:${near},? +)?${time}(?:,? +${near})?`,
  date,
]
const groups = /\?<\w+>/g
const bare = when.map((each) => each.replace(groups, '?:'))
const name = '[^\\s:\\[\\]\\d][^:\\[\\]\\n]{0,59}?'

const forms = {
  /** [16/11/2026 08:15] Hồ Thị Lan: ... */
  bracketed: new RegExp(`^\\s*\\[(?<when>${bare.join('|')})\\] *(?<name>${name}) *:`, 'iu'),
  /** 16/11/2026, 08:15 - Hồ Thị Lan: ... */
  dashed: new RegExp(`^\\s*(?<when>${bare.slice(0, 2).join('|')}) +[-–] +(?<name>${name}) *:`, 'iu'),
  /** Hồ Thị Lan, 16/11/2026 08:15 */
  sameLine: new RegExp(
    `^\\s*(?<name>\\p{L}[\\p{L}\\p{M} .]{0,59}?)[ ,(-]+(?<when>${bare.slice(0, 3).join('|')})\\)?\\s*$`,
    'iu',
  ),
  /** The line under a name: 08:15 16/11/2026 */
  alone: new RegExp(`^\\s*\\[?(?<when>${bare.slice(0, 3).join('|')})\\]?\\s*$`, 'iu'),
}
const said = when.map((each) => new RegExp(`^${each}$`, 'iu'))

/** The day and hour that a header says, when they are on the calendar. */
export function momentOf(text: string): string | null {
  const found = said.map((pattern) => pattern.exec(text.trim())?.groups).find((each) => each !== undefined)
  if (!found?.day || !found.month || !found.year) return null
  const year = found.year.length === 2 ? `20${found.year}` : found.year
  const day = `${year}-${found.month.padStart(2, '0')}-${found.day.padStart(2, '0')}`
  const instant = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day) return null
  if (!found.hour) return day
  const afternoon = /ch|pm/i.test(found.half ?? '') && Number(found.hour) < 12
  const hour = Number(found.hour) + (afternoon ? 12 : 0)
  return hour < 24 && Number(found.minute) < 60 ? `${day}T${String(hour).padStart(2, '0')}:${found.minute}` : null
}

/** A line is too long to be a name. */
const longest = 60
/** Words of a report are no name of a person: "Báo cáo 16/11/2026". */
const isReport = (line: string) =>
  /\d|[:;,]|báo cáo|(?:^|\s)(?:bc|tháng|ngày|kỳ|buổi|hộ|lượt|người|phát sinh)(?:\s|$)/iu.test(line)
/** Every word with a capital, as names have: "Họp lúc 19h30" is no header. */
const isCapital = (line: string) =>
  line
    .trim()
    .split(/ +/)
    .every((word) => /^\p{Lu}/u.test(word))
const isName = (line: string) => line.trim() !== '' && line.trim().length <= longest && /\p{L}/u.test(line)

type Line = { text: string; start: number; end: number }

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  for (const found of text.matchAll(/[^\r\n\u2028\u2029]+/g))
    lines.push({ text: found[0].normalize('NFC'), start: found.index, end: found.index + found[0].length })
  return lines
}

/** Where the words begin after a header within a line, as it was pasted: after its last colon. */
const afterColon = (text: string, line: Line, composed: string): number => {
  const colons = composed.split(':').length - 1
  let at = line.start - 1
  for (let i = 0; i < colons; i++) at = text.indexOf(':', at + 1)
  return at + 1
}

/** The messages of a chat that were copied together; text without headers is one message of nobody known. */
export function messagesOf(text: string): ChatMessage[] {
  const lines = linesOf(text)
  const messages: ChatMessage[] = []
  let current: ChatMessage = { saidBy: null, saidAt: null, start: 0, end: text.length }
  const begin = (name: string, at: string, headStart: number, start: number) => {
    messages.push({ ...current, end: headStart })
    current = { saidBy: name.trim(), saidAt: momentOf(at), start, end: text.length }
  }
  for (const [i, line] of lines.entries()) {
    if (line.text.length > 400 && !line.text.trimStart().startsWith('[')) continue
    const head = line.text.slice(0, 200)
    const inline = forms.bracketed.exec(head) ?? forms.dashed.exec(head)
    const next = lines[i + 1]
    const under = next && next.text.length <= longest ? forms.alone.exec(next.text) : null
    const same = line.text.length <= 2 * longest ? forms.sameLine.exec(line.text) : null
    if (inline?.groups)
      begin(inline.groups.name ?? '', inline.groups.when ?? '', line.start, afterColon(text, line, inline[0]))
    else if (next && under?.groups && isName(line.text) && isSender(line.text, under.groups.when ?? ''))
      begin(line.text, under.groups.when ?? '', line.start, next.end)
    else if (same?.groups?.name && !isReport(same.groups.name) && isCapital(same.groups.name))
      begin(same.groups.name, same.groups.when ?? '', line.start, line.end)
  }
  messages.push(current)
  return messages.filter((message) => text.slice(message.start, message.end).trim() !== '' || message.saidBy !== null)
}

/** A name, or under a day and an hour also a name with a number in it: "Lan Thôn 3". */
const isSender = (line: string, moment: string): boolean =>
  isReport(line)
    ? momentOf(moment)?.includes('T') === true && !/[:;,]|báo cáo|buổi|hộ|lượt|phát sinh/iu.test(line)
    : isCapital(line) || momentOf(moment) !== null
