import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReportStatus, reportStatuses } from '@/db/enums'
import { type LateReportState, lateReportStates } from '@/db/team-enums'
import { formulas } from '@/server/forms/rules'
import { derive, type ReportValues } from '@/server/reports/rules'
import { teamCodes } from '@/server/reports/teams/rules'
import { form, runs } from '@/server/testing'
import {
  below,
  blanked,
  counted,
  type LateVerb,
  lateMoves,
  nextLateState,
  supplemented,
  takesConsent,
  takesLate,
} from './rules'

/** Figures of a team that arrive after its commune has sent (domain.md 22.6). */

const codes = teamCodes(form)
const anyTeam: fc.Arbitrary<ReportValues> = fc.dictionary(
  fc.constantFrom('C01', 'C02', 'C06', 'T1_01', 'T2_01', 'T3_01'),
  fc.nat(40),
)

describe('when figures come late', () => {
  it('is once the report has left the officer’s hands; it takes them while it is with the level above', () => {
    const of = (test: (status: ReportStatus) => boolean) => reportStatuses.filter(test)
    expect(of(takesLate)).toEqual(['awaiting_leader', 'submitted', 'accepted', 'locked'])
    expect(of(takesConsent)).toEqual(['submitted', 'accepted', 'locked'])
    expect([takesLate(null), takesConsent(null)]).toEqual([false, false])
  })

  it('goes this way and no other', () => {
    const verbs: LateVerb[] = ['handOn', 'withdraw', 'consent', 'refuse', 'take', 'close']
    const steps = lateReportStates.map((state: LateReportState) => [
      state,
      Object.fromEntries(
        verbs.flatMap((verb) => (nextLateState(state, verb) ? [[verb, nextLateState(state, verb)]] : [])),
      ),
    ])
    expect(Object.fromEntries(steps)).toEqual({
      held: { handOn: 'asked', withdraw: 'withdrawn', take: 'taken', close: 'closed' },
      asked: { withdraw: 'withdrawn', consent: 'consented', refuse: 'refused', take: 'taken', close: 'closed' },
      ...{ consented: {}, refused: {}, withdrawn: {}, taken: {}, closed: {} },
    })
  })
})

describe('what they change', () => {
  it('is that team’s figures: blank was not there, 0 is said, words and the same again change nothing', () => {
    const before = { C01: 2, C02: 0, T1_01: 5, E01: 'a' }
    const after = { C01: 2, C02: 3, T1_01: 4, C06: 0, E01: 'b' }
    expect(lateMoves(form, before, after)).toEqual([
      { code: 'C02', before: 0, after: 3 },
      { code: 'C06', before: null, after: 0 },
      { code: 'T1_01', before: 5, after: 4 },
    ])
    expect(blanked(form, before, { C01: 1, T1_01: null, E01: null })).toEqual(['C02', 'T1_01'])
    expect(counted({ status: 'returned', values: before })).toEqual({})
  })

  it('moves the commune by the difference, and what follows from it; blank + 4 = 4', () => {
    const moves = lateMoves(form, { T1_01: 5 }, { T1_01: 9, C06: 4 })
    const commune = { T1_01: 20, T2_01: 1, C05: 21, C11: 7, A05: 50 }
    expect(supplemented(form, commune, moves)).toEqual({ ...commune, T1_01: 24, C05: 25, C06: 4 })
    expect(
      below(supplemented(form, { T1_01: 1 }, lateMoves(form, { T1_01: 9 }, { T1_01: 2 })), [
        { code: 'T1_01', before: 9, after: 2 },
      ]),
    ).toEqual(['T1_01'])
  })

  it('makes the sum of the teams again, whatever they had said', () => {
    const sum = (teams: ReportValues[]) =>
      derive(
        form,
        Object.fromEntries(
          codes.flatMap((code) => {
            const said = teams.flatMap((team) => (typeof team[code] === 'number' ? [team[code]] : []))
            return said.length > 0 ? [[code, said.reduce((a, b) => a + b, 0)]] : []
          }),
        ),
      )
    fc.assert(
      fc.property(fc.array(anyTeam, { maxLength: 3 }), anyTeam, anyTeam, (others, before, late) => {
        const after = { ...before, ...late }
        const moved = supplemented(form, sum([...others, before]), lateMoves(form, before, after))
        for (const [code, value] of Object.entries(sum([...others, after])))
          expect(moved[code] ?? null, code).toBe(value)
      }),
      runs,
    )
  })

  it('follows in the one sum that the ledger knows', () => {
    const following = Object.entries(formulas).filter(([, { of }]) => of.some((code) => codes.includes(code)))
    expect(following).toEqual([['C05', { op: 'sum', of: ['T1_01', 'T2_01', 'T3_01', 'T4_01', 'T5_01'] }]])
  })
})
