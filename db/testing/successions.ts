import fc from 'fast-check'

/** Edges between units as Postgres gives them, and who stands when: graphs that properties are tried on. */

const changeDays = ['2024-01-01', '2025-01-01', '2025-07-01']
const units = fc.integer({ min: 1, max: 8 })

/** Whole and cut, told and untold, also what ought not to be: more than the whole in all. */
const edge = fc.record({
  predecessorId: units,
  successorId: units,
  effectiveOn: fc.constantFrom(...changeDays),
  share: fc.option(fc.constantFrom('1', '0.5', '0.25', '0.3', '0.7', '0.33333333', '0.66666667'), { freq: 6 }),
})

/** Small graphs of eight units over three days of change; `ends`: the day each one no longer stands, null never. */
export const successionGraph = fc
  .record({
    edges: fc.uniqueArray(edge, {
      maxLength: 12,
      selector: ({ predecessorId, successorId, effectiveOn }) => [predecessorId, successorId, effectiveOn].join(),
    }),
    doubtful: fc.array(fc.nat(12), { maxLength: 3 }),
    ends: fc.array(fc.option(fc.constantFrom(...changeDays)), { minLength: 8, maxLength: 8 }),
  })
  .map(({ edges, doubtful, ends }) => ({
    edges: edges
      .filter((each) => each.predecessorId !== each.successorId)
      .map((each, i) => ({ ...each, confirmed: !doubtful.includes(i) })),
    ends,
  }))

/** A unit stands until its end, which is the first day it does not. */
export const standsIn =
  (ends: readonly (string | null)[]) =>
  (unitId: number, on: string): boolean => {
    const end = ends[unitId - 1]
    return end == null || on < end
  }
