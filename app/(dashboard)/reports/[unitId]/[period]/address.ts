import { notFound } from 'next/navigation'
import { getReportInput } from '@/server/reports/schema'

export type ReportParams = Promise<{ unitId: string; period: string }>
export type SearchParams = Promise<Record<string, string | string[] | undefined>>

/** Which report an address names; "not found" for an address that cannot be one. */
export async function reportOf(params: ReportParams) {
  const { unitId, period } = await params
  const input = getReportInput.required().safeParse({ unitId: Number(unitId), period })
  return input.success ? input.data : notFound()
}

/** 11/2026 for the title of the window. */
export const shortPeriod = (code: string) => code.split('-').reverse().join('/')

/** Whether somebody reads a report from a level above its unit; who sends it in the place of an ended one does not. */
export const readsFromAbove = (
  actor: { unit: { id: number; level: string } },
  report: { unit: { id: number }; inPlace: boolean },
) =>
  actor.unit.id !== report.unit.id &&
  !report.inPlace &&
  (actor.unit.level === 'province' || actor.unit.level === 'nation')
