import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { appState, formRows, formRules, forms, formVersions, indicatorSources, indicators } from '@/db/schema'
import type { Tx } from '@/db/session'
import type { Day } from '../calendar/rules'
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
}

/** Forms already read, by version and day, all under one stamp. Forms are small and few; the days are those of periods. */
const kept = { stamp: '', forms: new Map<string, LoadedForm>() }
const keptAtMost = 200

/**
 * A form version as a period ending on `on` uses it: the wording and the source valid on that day (domain.md 22.14, 22.18).
 * Read once: the database gives the forms another stamp with every change of them (stamp_forms in db/security), and a form
 * is used again only under the stamp that was seen before it was read. Frozen, since every request gets the same one.
 * Throws when a rule's parameters are not of the shape its kind asks for.
 */
export async function loadForm(db: Tx, formVersionId: number, on: Day): Promise<LoadedForm> {
  const [state] = await db.select({ stamp: appState.value }).from(appState).where(eq(appState.key, 'forms'))
  const stamp = typeof state?.stamp === 'string' ? state.stamp : null
  const key = `${formVersionId} ${on}`
  const found = stamp !== null && stamp === kept.stamp ? kept.forms.get(key) : undefined
  if (found) return found
  const form = frozen(await readForm(db, formVersionId, on))
  if (stamp === null) return form
  if (stamp !== kept.stamp || kept.forms.size >= keptAtMost) kept.forms.clear()
  kept.stamp = stamp
  kept.forms.set(key, form)
  return form
}

function frozen<T>(thing: T): T {
  if (thing && typeof thing === 'object' && !Object.isFrozen(thing)) {
    Object.freeze(thing)
    for (const part of Object.values(thing)) frozen(part)
  }
  return thing
}

async function readForm(db: Tx, formVersionId: number, on: Day): Promise<LoadedForm> {
  const [head] = await db
    .select({ version: formVersions, code: forms.code, nameVi: forms.nameVi, nameEn: forms.nameEn })
    .from(formVersions)
    .innerJoin(forms, eq(forms.id, formVersions.formId))
    .where(eq(formVersions.id, formVersionId))
  if (!head) throw new RangeError(`no form version ${formVersionId}`)
  const source = sql<FormRow['source']>`coalesce((select s.source from ${indicatorSources} s
    where s.indicator_id = ${indicators.id} and s.valid_from <= ${on} order by s.valid_from desc limit 1), 'manual')`
  const rows = await db
    .select({ indicator: indicators, row: formRows, source })
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
