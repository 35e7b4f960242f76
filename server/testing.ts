import { createTranslator } from 'next-intl'
import { nationalForm } from '@/db/seed/national-form'
import en from '@/messages/en/findings.json'
import vi from '@/messages/vi/findings.json'
import { type FormVersion, requiredRows, rowOf } from '@/server/forms/rules'
import { formRuleSchema } from '@/server/forms/schema'
import { type Denominators, type Finding, findingParams, type ReportValues } from '@/server/reports/rules'

/** What tests of a report's figures and findings begin with. */

/** The national form as the product reads it. */
export const form: FormVersion = {
  ...nationalForm,
  rules: nationalForm.rules.map((rule) => formRuleSchema.parse(rule)),
}
/** An ordinary report: the required rows and no more. */
export const required: ReportValues = Object.fromEntries(requiredRows(form).map((row, i) => [row.code, i + 5]))
export const unit: Denominators = {
  households: 1000,
  population: 4000,
  adults: 2800,
  elderly: 500,
  businessHouseholds: 90,
}
/** How often a property is tried. */
export const runs = { numRuns: 300 }

export const blocks = (findings: Finding[]) => findings.filter((f) => f.severity === 'block')

const tell = {
  vi: createTranslator({ locale: 'vi', messages: { findings: vi } }),
  en: createTranslator({ locale: 'en', messages: { findings: en } }),
}
const nameOf = (locale: 'vi' | 'en') => (code: string) => {
  const row = rowOf(form, code)
  return (locale === 'vi' ? row?.shortVi : row?.shortEn) ?? code
}
type Said = Pick<Finding, 'message' | 'params'> & { severity?: Finding['severity'] }

/** A finding in the words that its reader sees. */
export const say = (finding: Said | undefined, locale: 'vi' | 'en' = 'vi'): string =>
  finding ? tell[locale](finding.message as 'findings.required', findingParams(finding, nameOf(locale), locale)) : ''
