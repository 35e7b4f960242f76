import { and, eq, inArray } from 'drizzle-orm'
import { teamReports } from '@/db/schema'
import type { Period } from '../../../calendar/queries'
import type { Ctx } from '../../../context'
import { Forbidden, NotFound } from '../../../errors'
import { type LoadedForm, loadForm } from '../../../forms/queries'
import { findUnit, unitLabels } from '../../../units/queries'
import { canViewTeamReports } from '../policy'
import { communeOfTeam, describeTeams, periodOfTeams } from '../queries'
import { teamForm } from '../rules'
import type { GetPaperFormsInput } from './schema'

export type PaperForm = { teamId: number; fullName: string; dueAt: Date }
export type PaperForms = {
  commune: { id: number; fullName: string }
  period: Period
  form: LoadedForm
  /** One team's own, or those of all that still owe the month. */
  of: 'team' | 'commune'
  teams: PaperForm[]
}

/** What is printed for teams that report on paper (domain.md 22.3): nothing of what they have reported. Throws NotFound, Forbidden. */
export async function getPaperForms(ctx: Ctx, input: GetPaperFormsInput): Promise<PaperForms> {
  const { actor, db, now } = ctx
  const unit = await findUnit(db, input.teamId ?? input.communeId ?? actor.unitId)
  const wanted = input.teamId !== undefined ? 'team' : input.communeId !== undefined ? 'commune' : actor.unitLevel
  if (!unit || unit.level !== wanted || (unit.level !== 'team' && unit.level !== 'commune'))
    throw new NotFound('teamReports.none')
  if (!canViewTeamReports(actor, unit)) throw new Forbidden('teamReports.view')
  const period = await periodOfTeams(ctx, input.period)
  const communeId = unit.level === 'team' ? await communeOfTeam(db, unit.id, period) : unit.id
  const labels = await unitLabels(db, [communeId], now)
  const described = await describeTeams(db, communeId, period)
  const named = unit.level === 'team' ? described.filter(({ teamId }) => teamId === unit.id) : described
  const reports = await db
    .select()
    .from(teamReports)
    .where(
      and(
        eq(teamReports.periodId, period.id),
        inArray(
          teamReports.unitId,
          named.map(({ teamId }) => teamId),
        ),
      ),
    )
  const owed = new Map(reports.map((report) => [report.unitId, report]))
  const teams = named.flatMap(({ teamId, fullName }) => {
    const report = owed.get(teamId)
    const waited = report && (report.status === 'returned' || (report.status === 'none' && report.state === 'required'))
    if (!report || (unit.level === 'commune' && !waited)) return []
    return {
      teamId,
      fullName,
      dueAt: report.status === 'returned' ? (report.resendDueAt ?? report.dueAt) : report.dueAt,
    }
  })
  if (unit.level === 'team' && teams.length === 0) throw new NotFound('teamReports.none')
  return {
    commune: { id: communeId, fullName: labels.get(communeId)?.fullName ?? '' },
    period,
    form: teamForm(await loadForm(ctx, period.formVersionId, period.endsOn)),
    of: unit.level,
    teams,
  }
}
