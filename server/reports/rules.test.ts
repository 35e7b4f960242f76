import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReportStatus, reportStatuses, reportVerbs } from '@/db/enums'
import { nationalForm } from '@/db/seed/national-form'
import { setDayInput } from '@/server/calendar/schema'
import { type FormVersion, rowOf } from '@/server/forms/rules'
import { formRuleSchema } from '@/server/forms/schema'
import { valuesSchema } from '@/server/reports/figures/schema'
import {
  contribution,
  countsAsAccepted,
  countsAsSubmitted,
  diffValues,
  isEditable,
  isNil,
  nextStatus,
  nilValues,
  type ReportValues,
} from '@/server/reports/rules'
import { sentence, submitSignedReportInput } from '@/server/reports/schema'

const form: FormVersion = { ...nationalForm, rules: nationalForm.rules.map((rule) => formRuleSchema.parse(rule)) }
const runs = { numRuns: 300 }
const codes = form.rows.map((row) => row.code)
const anyValues: fc.Arbitrary<ReportValues> = fc.dictionary(fc.constantFrom(...codes), fc.option(fc.nat(5)))

describe('the chain of a report (domain.md 22.7)', () => {
  it('goes from draft through the leader to the close', () => {
    const statuses: ReportStatus[] = ['draft']
    for (const verb of ['save', 'propose', 'submit', 'accept', 'lock'] as const)
      statuses.push(nextStatus(statuses.at(-1)!, verb)!)
    expect(statuses).toEqual(['draft', 'draft', 'awaiting_leader', 'submitted', 'accepted', 'locked'])
  })

  it('is exactly this table', () => {
    const steps = reportStatuses.map((from) => [
      from,
      Object.fromEntries(
        reportVerbs.flatMap((verb) => (nextStatus(from, verb) ? [[verb, nextStatus(from, verb)]] : [])),
      ),
    ])
    expect(Object.fromEntries(steps)).toEqual({
      draft: { save: 'draft', propose: 'awaiting_leader', submit: 'submitted', note: 'noted' },
      awaiting_leader: { withdraw: 'draft', send_back: 'draft', submit: 'submitted', note: 'noted' },
      submitted: { recall: 'draft', return: 'returned', accept: 'accepted', supplement: 'submitted', note: 'noted' },
      returned: { save: 'returned', propose: 'awaiting_leader', submit: 'submitted', note: 'noted' },
      accepted: { lock: 'locked', reopen: 'returned', supplement: 'accepted', note: 'noted' },
      locked: { reopen: 'returned', supplement: 'locked', note: 'noted' },
      noted: {},
    })
  })

  it('what was returned comes back as returned, so that the request is not lost', () => {
    const options = { wasReturned: true }
    expect(nextStatus('awaiting_leader', 'withdraw', options)).toBe('returned')
    expect(nextStatus('awaiting_leader', 'send_back', options)).toBe('returned')
    expect(nextStatus('submitted', 'recall', options)).toBe('returned')
    expect(nextStatus('draft', 'save', options)).toBe('draft')
  })

  it('knows no other status, whatever the order of the steps; a locked report only opens from above, a note ends', () => {
    const step = fc.record({ verb: fc.constantFrom(...reportVerbs), wasReturned: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let status: ReportStatus = 'draft'
        for (const { verb, wasReturned } of steps) {
          const next = nextStatus(status, verb, { wasReturned })
          if (next === null) continue
          expect(reportStatuses).toContain(next)
          if (status === 'locked')
            expect([
              ['note', 'noted'],
              ['reopen', 'returned'],
              ['supplement', 'locked'],
            ]).toContainEqual([verb, next])
          expect(status).not.toBe('noted')
          // Late figures of a team leave the status as it is.
          if (verb === 'supplement') expect(next).toBe(status)
          else if (next === 'locked') expect(status).toBe('accepted')
          else if (next === 'accepted') expect(status).toBe('submitted')
          status = next
        }
        expect(nextStatus('x' as 'draft', 'save')).toBeNull()
      }),
      runs,
    )
  })

  it('counts what was sent, and officially what was accepted; returned in neither', () => {
    expect(reportStatuses.filter(countsAsSubmitted)).toEqual(['submitted', 'accepted', 'locked'])
    expect(reportStatuses.filter(countsAsAccepted)).toEqual(['accepted', 'locked'])
    expect(reportStatuses.filter(isEditable)).toEqual(['draft', 'returned'])
  })
})

describe('"Không phát sinh"', () => {
  it('is 0 in every typed flow, and touches no stock and no text', () => {
    const nil = nilValues(form)
    expect(Object.values(nil).every((value) => value === 0)).toBe(true)
    for (const code of Object.keys(nil)) expect(rowOf(form, code)).toMatchObject({ kind: 'flow', source: 'manual' })
    for (const code of ['C03', 'T1_03', 'A01', 'C05', 'C08', 'E01', 'A10']) expect(nil[code]).toBeUndefined()
    expect(nil).toMatchObject({ C01: 0, C06: 0, B01: 0, D04: 0, T5_05: 0 })
    expect(valuesSchema(form).safeParse(nil).success).toBe(true)
    expect(isNil(form, { ...nil, C03: 7 })).toBe(true)
    expect(isNil(form, { ...nil, C01: 1 })).toBe(false)
  })

  it('a blank is no zero', () => {
    expect(isNil(form, {})).toBe(false)
    expect(isNil(form, { ...nilValues(form), B01: null })).toBe(false)
  })
})

describe('differences', () => {
  it('blank and 0 differ, blank and absent do not', () => {
    expect(diffValues(form, { C01: null }, {})).toEqual([])
    expect(diffValues(form, { C01: null }, { C01: 0 })).toEqual([{ code: 'C01', before: null, after: 0 }])
    expect(diffValues(form, { T1_01: 1, B01: 2 }, { T1_01: 3, B01: 4 }).map((d) => d.code)).toEqual(['B01', 'T1_01'])
  })

  it('applied to what was before, give what came after', () => {
    fc.assert(
      fc.property(anyValues, anyValues, (before, after) => {
        const patch = Object.fromEntries(diffValues(form, before, after).map((d) => [d.code, d.after]))
        expect(diffValues(form, { ...before, ...patch }, after)).toEqual([])
        expect(diffValues(form, before, before)).toEqual([])
      }),
      runs,
    )
  })
})

describe('what a report adds to a total', () => {
  const unit = { households: 10, population: 40, adults: 2000, elderly: 5, businessHouseholds: 1 }
  const of = (code: string, values: ReportValues, details = {}, denominators: typeof unit | null = unit) =>
    contribution(rowOf(form, code)!, values, details, denominators)

  it('a figure adds itself, 0 too; blank adds nothing', () => {
    expect(of('C01', { C01: 5 })).toEqual({ num: 5, den: 0 })
    expect(of('C01', { C01: 0 })).toEqual({ num: 0, den: 0 })
    expect(of('C01', {})).toBeNull()
    expect(of('A06', { A06: 5 })).toBeNull()
    expect(of('E01', { E01: 'x' })).toBeNull()
    expect(of('A05', { A05: 90 })).toBeNull()
  })

  it('a percentage weighs by adults, or brings its own numerator', () => {
    expect(of('T1_03', { T1_03: 50.5 })).toEqual({ num: 1010, den: 2000 })
    expect(of('T1_03', { T1_03: 50.5 }, { T1_03: { numerator: 1009 } })).toEqual({ num: 1009, den: 2000 })
    expect(of('T1_03', { T1_03: 50.5 }, {}, null)).toBeNull()
  })
})

describe('what a person writes', () => {
  const unseen = [
    '\u200b\u200b\u200b',
    '\u202e\u2066\u2069',
    '\u00ad\u00ad\u00ad',
    '\u3164\u3164\u3164',
    '\u0000\u0007\t',
  ]

  it('a reason has three letters that are seen, and is kept without what is not', () => {
    for (const text of [...unseen, '...', '12/11', 'a\u200bb', '\ud800abc'])
      expect(sentence.safeParse(text).success).toBe(false)
    expect(sentence.parse(' Mưa\u200b  lu\u0303\u202e,\r\nmất đi\u00adện\u0007 ')).toBe('Mưa lũ ,\nmất điện')
  })

  it('a number, a signer and a holiday are seen too', () => {
    const { signedNumber, signedBy } = submitSignedReportInput.shape
    const { name } = setDayInput.shape
    for (const text of unseen)
      for (const field of [signedNumber, signedBy, name]) expect(field.safeParse(text).success).toBe(false)
    expect(signedNumber.parse('12/BC-\u00adUBND\ufeff')).toBe('12/BC-UBND')
    expect(signedBy.parse(' Hồ  Văn\u200e Bảy')).toBe('Hồ Văn Bảy')
    expect(name.parse('Tết\tDương lịch\u200b')).toBe('Tết Dương lịch')
  })
})
