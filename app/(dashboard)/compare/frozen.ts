import type { api, me } from '@/app/trpc'
import { type Freezes, isOfficial } from '@/components/reports/frozen/outputs'

type Caller = Pick<Awaited<ReturnType<typeof api>>, 'frozen'>
type At = { province: number | null; to: string }

/** What was frozen of the newest month that is compared, for whoever reads revisions: in their province and above it. */
export async function freezesOf(
  { frozen }: Caller,
  { unit }: Awaited<ReturnType<typeof me>>,
  { province, to }: At,
): Promise<Freezes | null> {
  const unitId = unit.level === 'nation' ? (province ?? unit.id) : unit.level === 'province' ? unit.id : null
  return unitId === null ? null : frozen.list({ unitId, period: to }).catch(() => null)
}

/** Figures of now are official where they are still those that were frozen (domain.md 22.16). */
export const withFreezes = <Table extends { standing: 'provisional' | 'official' }>(
  table: Table,
  freezes: Freezes | null,
): Table => (freezes && !isOfficial(freezes) ? { ...table, standing: 'provisional' } : table)
