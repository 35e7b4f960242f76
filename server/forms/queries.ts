import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { formRows, formRules, forms, formVersions, indicatorSources, indicators } from '@/db/schema'
import type { Tx } from '@/db/session'
import type { Day } from '../calendar/rules'
import { keep, type Reading } from '../kept'
import type { FormRow, FormVersion } from './rules'
import { formRuleSchema } from './schema'

/** A form version with what a print must say of it, and the ids behind its codes. */
export type LoadedForm = FormVersion & {
  id: number
  nameVi: string
  nameEn: string
  issued: { number: string; on: Day; by: string } | null
  regime: Record<string, string>
  indicatorIds: Record<string, number>
  /** The first day of a wording that has not always been in use, by code. */
  since: Record<string, Day>
  /** The first day of the month since which the system fills a row that it has not always filled, by code (domain.md 22.14). */
  filledSince: Record<string, Day>
}

/** By version and day. Forms are small and few; the days are those of periods. */
const kept = keep<LoadedForm>('forms', 200)

/**
 * A form version as a period ending on `on` uses it: the wording and the source valid on that day (domain.md 22.14, 22.18).
 * Kept until a form changes. Throws when a rule's parameters are not of the shape its kind asks for.
 */
export const loadForm = (at: Reading, formVersionId: number, on: Day): Promise<LoadedForm> =>
  kept(at, `${formVersionId} ${on}`, (db) => readForm(db, formVersionId, on))

async function readForm(db: Tx, formVersionId: number, on: Day): Promise<LoadedForm> {
  const [head] = await db
    .select({ version: formVersions, code: forms.code, nameVi: forms.nameVi, nameEn: forms.nameEn })
    .from(formVersions)
    .innerJoin(forms, eq(forms.id, formVersions.formId))
    .where(eq(formVersions.id, formVersionId))
  if (!head) throw new RangeError(`no form version ${formVersionId}`)
  const source = sql<FormRow['source']>`coalesce((select s.source from ${indicatorSources} s
    where s.indicator_id = ${indicators.id} and s.valid_from <= ${on} order by s.valid_from desc limit 1), 'manual')`
  const changed = sql<Day | null>`(select max(s.valid_from)::text from ${indicatorSources} s
    where s.indicator_id = ${indicators.id} and s.valid_from <= ${on}
      and exists (select from ${indicatorSources} b where b.indicator_id = s.indicator_id and b.valid_from < s.valid_from))`
  const rows = await db
    .select({ indicator: indicators, row: formRows, source, changed })
    .from(formRows)
    .innerJoin(indicators, eq(indicators.id, formRows.indicatorId))
    .where(
      and(
        eq(formRows.formVersionId, formVersionId),
        or(isNull(indicators.validFrom), lte(indicators.validFrom, on)),
        or(isNull(indicators.validTo), gt(indicators.validTo, on)),
      ),
    )
    .orderBy(asc(formRows.position))
  const rules = await db
    .select()
    .from(formRules)
    .where(eq(formRules.formVersionId, formVersionId))
    .orderBy(asc(formRules.position))
  const { issuedNumber, issuedOn, issuedBy } = head.version
  return {
    id: formVersionId,
    code: head.code,
    version: head.version.version,
    nameVi: head.nameVi,
    nameEn: head.nameEn,
    issued: issuedNumber && issuedOn && issuedBy ? { number: issuedNumber, on: issuedOn, by: issuedBy } : null,
    regime: head.version.regime,
    indicatorIds: Object.fromEntries(rows.map(({ indicator }) => [indicator.code, indicator.id])),
    since: Object.fromEntries(
      rows.flatMap(({ indicator: { code, validFrom } }) => (validFrom ? [[code, validFrom]] : [])),
    ),
    filledSince: Object.fromEntries(
      rows.flatMap(({ indicator: { code }, source, changed }) =>
        source === 'register' && changed ? [[code, changed]] : [],
      ),
    ),
    rows: rows.map(({ indicator, row, source }) => ({
      code: indicator.code,
      version: indicator.version,
      nameVi: indicator.nameVi,
      nameEn: indicator.nameEn,
      shortVi: indicator.shortVi,
      shortEn: indicator.shortEn,
      unitVi: indicator.unitVi,
      unitEn: indicator.unitEn,
      definitionVi: indicator.definitionVi,
      definitionEn: indicator.definitionEn,
      valueType: indicator.valueType,
      kind: indicator.kind,
      eachOnce: indicator.eachOnce,
      task: indicator.task,
      pillar: indicator.pillar,
      section: row.section,
      enteredBy: row.enteredBy,
      required: row.required,
      source,
      position: row.position,
    })),
    rules: rules.map(({ code, severity, kind, params }) => formRuleSchema.parse({ code, severity, kind, params })),
  }
}
