import { nationalForm } from '@/db/seed/national-form'
import type { MessageReading, Reading, ReadTeam } from './reports/teams/reading/rules'

/** A commune with villages of names and of numbers, two that differ by a tone alone, two teams of one village, one team of two. */

const villageTeam = (id: number, village: string, name = village): ReadTeam => ({
  id,
  name: name.slice(0, 1).toLowerCase() + name.slice(1),
  level: 'village',
  villages: [{ fullName: village }],
})
export const teams: ReadTeam[] = [
  { id: 100, name: 'xã Lìa', level: 'commune', villages: [] },
  ...[1, 2, 3, 4, 5, 11, 12].map((number) => villageTeam(number, `Thôn ${number}`)),
  villageTeam(21, 'Thôn Ka Tăng'),
  villageTeam(22, 'Thôn Ka Tiêng'),
  villageTeam(23, 'Thôn Tân Lập'),
  villageTeam(24, 'Thôn Tấn Lập'),
  villageTeam(25, 'Bản Xi Núc'),
  villageTeam(26, 'Thôn Kỳ Nơi'),
  villageTeam(27, 'Thôn Kỳ Nơi', 'Thôn Kỳ Nơi (Tổ số 2)'),
  {
    id: 28,
    name: 'liên thôn A Xóc',
    level: 'village',
    villages: [{ fullName: 'Thôn A Xóc' }, { fullName: 'Thôn Cha Lỳ' }],
  },
]
export const rows = nationalForm.rows
export const commune = { teams, rows }

/** A reading in one line: team or those that may be meant, figures, problems, what is left unread. */
export function inWords(reading: Reading | MessageReading): string {
  const team = reading.teamId ?? `?${reading.candidates.join(',')}`
  const values = Object.entries(reading.values).map(([code, { value, problem }]) => `${code}=${value ?? problem}`)
  const unread = reading.unread.map((each) => `<${typeof each === 'string' ? each : each.said}>`)
  return [`${team}:`, ...values, ...(reading.nil ? ['nil'] : []), ...unread].join(' ')
}
