import { sql } from 'drizzle-orm'
import type { ReportStatus, UnitLevel, UnitType } from '@/db/enums'
import { agenciesOf, type UnitWithAgencies } from '../../agencies/queries'
import { getPeriod, type Period } from '../../calendar/queries'
import { dayInVietnam, parsePeriod } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Forbidden, NotFound } from '../../errors'
import type { LoadedForm } from '../../forms/queries'
import { nationId } from '../../units/rules'
import { newestFreeze, type Revision } from '../frozen/queries'
import { canViewReport } from '../policy'
import { getReport } from '../queries'
import { countsAsSubmitted } from '../rules'
import type { PaperMonth, ReportPaper } from './facts/rules'
import { type Filed, filedFigures, filedTexts } from './figures/rules'
import { canViewTotals } from './policy'
import { totalFigures } from './totals/queries'

/** The document of a month with how its figures stand, for the page and its downloads. */
export type PaperAnswer = {
  fullName: string
  provinceName: string | null
  paper: ReportPaper
  /** Of a filed report; null of totals. */
  report: {
    status: ReportStatus
    submissionNo: number
    printedAt: Date | null
    draftAt: Date | null
    /** Whether it may still change and the caller is one of those who print it for the signature. */
    notes: boolean
  } | null
  /** The newest revision of what was frozen of the month, whichever figures are shown; null where there is none. */
  freeze: { revision: number; at: Date } | null
}

type Looked = { id: number; level: UnitLevel; path: string; type: UnitType; name: string; fullName: string }

/** A unit and the province above it by their names of a day; one that does not stand then by its last ones. */
async function unitsOn({ db }: Ctx, unitId: number, on: string): Promise<Looked[]> {
  const { rows } = await db.execute<Looked>(sql`
    select u.id, u.level, u.path, v.type, v.name, v.full_name as "fullName"
      from units u
      join lateral (select type, name, full_name from unit_versions n where n.unit_id = u.id
                     order by (n.valid_from <= ${on} and (n.valid_to is null or n.valid_to > ${on})) desc, n.valid_from desc limit 1) v on true
     where u.id = ${unitId}`)
  return rows
}

/**
 * Everything that the official document of a unit's month says: a commune's own report, a province's own where it files its
 * totals itself, else the totals of a province or of the country. The same people may have it as may read the figures.
 * @throws NotFound where the unit owes nothing and sums up nothing; Forbidden for totals of others.
 */
export async function getPaper(
  ctx: Ctx,
  input: { unitId: number; period: string; figures: 'frozen' | 'now' },
): Promise<PaperAnswer> {
  if (!canViewReport(ctx.actor)) throw new Forbidden('reports.view')
  const period = await getPeriod(ctx.db, input.period)
  const [unit] = await unitsOn(ctx, input.unitId, period.endsOn)
  if (!unit) throw new NotFound('reports.none')
  const own = unit.level === 'commune' || (unit.level === 'province' && (await files(ctx, unit.id, period.id)))
  return own ? filedPaper(ctx, unit, period, input.figures) : totalPaper(ctx, unit, period, input.figures)
}

type Frozen = Pick<Filed, 'values' | 'details' | 'denominators'>

/** What a province that files its own totals had accepted when a revision was made; null when nothing was. */
async function frozenOwn({ db }: Ctx, unitId: number, freeze: Revision): Promise<Frozen | null> {
  const { rows } = await db.execute<Frozen>(sql`
    select x."values", x.details, x.denominators from frozen_figures(${freeze.id}) x
     where x.subject_id = ${unitId} and x.report_id is not null`)
  return rows[0] ?? null
}

const noted = (freeze: Revision | null) => freeze && { revision: freeze.revision, at: freeze.at }

/** Whether a unit owes or has begun a report of its own for the month. */
async function files({ db }: Ctx, unitId: number, periodId: number): Promise<boolean> {
  const { rows } = await db.execute<{ files: boolean }>(sql`
    select exists (select from obligations where unit_id = ${unitId} and period_id = ${periodId})
        or exists (select from reports where unit_id = ${unitId} and period_id = ${periodId}) as files`)
  return rows[0]?.files ?? false
}

async function filedPaper(ctx: Ctx, unit: Looked, period: Period, figures: 'frozen' | 'now'): Promise<PaperAnswer> {
  const report = await getReport(ctx, { unitId: unit.id, period: period.code })
  const summary = unit.level === 'province'
  const [province] = summary ? [unit] : await unitsOn(ctx, report.province.id, period.endsOn)
  const places = await agenciesOf(ctx.db, period.endsOn, [unit.id, province?.id ?? unit.id, nationId])
  const { can, status, denominators, history } = report
  const sent = countsAsSubmitted(status) ? report.report : null
  const freeze = summary ? await newestFreeze(ctx.db, unit.id, period.id) : null
  const frozen = freeze && figures === 'frozen' ? await frozenOwn(ctx, unit.id, freeze) : null
  const now = { values: report.values, details: report.details, denominators }
  const filed: Filed = { form: report.form, ...(frozen ?? now), history }
  const before = history.previous[0] ? parsePeriod(history.codes[0] ?? '') : null
  return {
    fullName: unit.fullName,
    provinceName: summary ? null : (province?.fullName ?? null),
    paper: {
      ...headOf(summary ? 'department' : 'commune', unit, period, report.form, before),
      agencies: agenciesFrom(places, unit.id, province?.id ?? 0),
      province: province ? { type: province.type, name: province.name } : null,
      figures: filedFigures(filed, period),
      texts: filedTexts(filed),
      households: filed.denominators?.households || null,
      nil: report.nil,
      standing: null,
      frozen: frozen && freeze ? { revision: freeze.revision, on: dayInVietnam(freeze.at) } : null,
      signed: sent?.signedNumber && sent.signedOn ? { number: sent.signedNumber, on: sent.signedOn } : null,
    },
    report: {
      ...{ status, submissionNo: report.report?.submissionNo ?? 0 },
      ...{ printedAt: report.printedAt, draftAt: report.draftAt },
      // Before the leader has approved, it may still go back and be changed; the leader of a department types no figures.
      notes: can.save || can.withdraw || (can.send_back && !summary),
    },
    freeze: noted(freeze),
  }
}

async function totalPaper(ctx: Ctx, unit: Looked, period: Period, figures: 'frozen' | 'now'): Promise<PaperAnswer> {
  const country = unit.level === 'nation'
  if (!country && unit.level !== 'province') throw new NotFound('reports.none')
  if (!canViewTotals(ctx.actor, unit)) throw new Forbidden('reports.totals')
  const found = await totalFigures(ctx, country ? null : unit.id, period, figures)
  if (!found) throw new NotFound('reports.none')
  const places = await agenciesOf(ctx.db, period.endsOn, [unit.id, nationId])
  return {
    fullName: unit.fullName,
    provinceName: null,
    paper: {
      ...headOf(country ? 'authority' : 'department', unit, period, found.form, found.before),
      agencies: agenciesFrom(places, unit.id, unit.id),
      province: country ? null : { type: unit.type, name: unit.name },
      ...{ figures: found.figures, standing: found.standing, frozen: found.frozen, texts: {} },
      ...{ households: null, nil: false, signed: null },
    },
    report: null,
    freeze: noted(await newestFreeze(ctx.db, unit.id, period.id)),
  }
}

const headOf = (
  level: ReportPaper['level'],
  unit: Looked,
  period: Period,
  form: LoadedForm,
  before: PaperMonth | null,
) => ({
  ...{ level, unitId: unit.id, unit: { type: unit.type, name: unit.name } },
  period: {
    ...{ code: period.code, year: period.year, month: period.month },
    ...{ startsOn: period.startsOn, endsOn: period.endsOn },
  },
  before: before && { year: before.year, month: before.month },
  issued: form.issued,
  rows: [...form.rows]
    .sort((a, b) => a.position - b.position)
    .map(({ code, version, nameVi, nameEn, unitVi, unitEn, section, kind, valueType, source }) => ({
      ...{ code, version, nameVi, nameEn, unitVi, unitEn, section, kind, valueType, source },
    })),
})

const agenciesFrom = (places: Map<number, UnitWithAgencies>, unitId: number, provinceId: number) => ({
  department: (places.get(provinceId)?.agencies ?? []).filter(({ kind }) => kind === 'department'),
  ministry: places.get(nationId)?.agencies ?? [],
  office: (places.get(unitId)?.agencies ?? []).filter(({ kind }) => kind === 'commune_office'),
})
