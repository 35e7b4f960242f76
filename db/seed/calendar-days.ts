import type { DayKind } from '@/db/enums'

export type SeedDay = { on: string; kind: DayKind; name: string }

const span = (kind: DayKind, name: string, from: string, to = from): SeedDay[] => {
  const days: SeedDay[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push({ on: new Date(at).toISOString().slice(0, 10), kind, name })
  return days
}

const newYear = 'Tết Dương lịch'
const tet = 'Tết Nguyên đán'
const kings = 'Giỗ Tổ Hùng Vương'
const victory = 'Ngày Chiến thắng'
const labour = 'Ngày Quốc tế lao động'
const nation = 'Quốc khánh'
const culture = 'Ngày Văn hóa Việt Nam'

/**
 * Days off and made-up days of officials, 2023–2027, as announced each year (Bộ luật Lao động, Điều 112).
 * For 2027 only what the law itself fixes: the sixth day of Tết, and the day beside 2/9, await the announcement.
 * An administrator adds them; due dates of open periods are then counted anew (domain.md 22.10).
 */
export const calendarDays: readonly SeedDay[] = [
  ...span('holiday', newYear, '2023-01-01'),
  ...span('swap', `Nghỉ bù ${newYear}`, '2023-01-02'),
  ...span('holiday', tet, '2023-01-20', '2023-01-24'),
  ...span('swap', `Nghỉ bù ${tet}`, '2023-01-25', '2023-01-26'),
  ...span('holiday', kings, '2023-04-29'),
  ...span('holiday', victory, '2023-04-30'),
  ...span('holiday', labour, '2023-05-01'),
  ...span('swap', `Nghỉ bù ${kings}, ${victory}`, '2023-05-02', '2023-05-03'),
  ...span('holiday', nation, '2023-09-01', '2023-09-02'),
  ...span('swap', `Nghỉ bù ${nation}`, '2023-09-04'),

  ...span('holiday', newYear, '2024-01-01'),
  ...span('holiday', tet, '2024-02-08', '2024-02-12'),
  ...span('swap', `Nghỉ bù ${tet}`, '2024-02-13', '2024-02-14'),
  ...span('holiday', kings, '2024-04-18'),
  ...span('swap', 'Nghỉ hoán đổi, làm bù ngày 04/5/2024', '2024-04-29'),
  ...span('holiday', victory, '2024-04-30'),
  ...span('holiday', labour, '2024-05-01'),
  ...span('make_up', 'Làm bù cho ngày 29/4/2024', '2024-05-04'),
  ...span('holiday', nation, '2024-09-02', '2024-09-03'),

  ...span('holiday', newYear, '2025-01-01'),
  ...span('holiday', tet, '2025-01-27', '2025-01-31'),
  ...span('holiday', kings, '2025-04-07'),
  ...span('make_up', 'Làm bù cho ngày 02/5/2025', '2025-04-26'),
  ...span('holiday', victory, '2025-04-30'),
  ...span('holiday', labour, '2025-05-01'),
  ...span('swap', 'Nghỉ hoán đổi, làm bù ngày 26/4/2025', '2025-05-02'),
  ...span('holiday', nation, '2025-09-01', '2025-09-02'),

  ...span('holiday', newYear, '2026-01-01'),
  ...span('swap', 'Nghỉ hoán đổi, làm bù ngày 10/01/2026', '2026-01-02'),
  ...span('make_up', 'Làm bù cho ngày 02/01/2026', '2026-01-10'),
  ...span('holiday', tet, '2026-02-16', '2026-02-20'),
  ...span('holiday', kings, '2026-04-26'),
  ...span('swap', `Nghỉ bù ${kings}`, '2026-04-27'),
  ...span('holiday', victory, '2026-04-30'),
  ...span('holiday', labour, '2026-05-01'),
  ...span('make_up', 'Làm bù cho ngày 31/8/2026', '2026-08-22'),
  ...span('swap', 'Nghỉ hoán đổi, làm bù ngày 22/8/2026', '2026-08-31'),
  ...span('holiday', nation, '2026-09-01', '2026-09-02'),
  ...span('holiday', culture, '2026-11-24'),

  ...span('holiday', newYear, '2027-01-01'),
  ...span('holiday', tet, '2027-02-05', '2027-02-08'),
  ...span('swap', `Nghỉ bù ${tet}`, '2027-02-09', '2027-02-10'),
  ...span('holiday', kings, '2027-04-16'),
  ...span('holiday', victory, '2027-04-30'),
  ...span('holiday', labour, '2027-05-01'),
  ...span('swap', `Nghỉ bù ${labour}`, '2027-05-03'),
  ...span('holiday', nation, '2027-09-02'),
  ...span('holiday', culture, '2027-11-24'),
]
