import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestUnit } from '@/db/testing/factories'
import { applied, as, freshTerritory, type Territory } from '../../testing-territory'
import { originsOf } from './rules'

const at = new Date('2026-11-01T01:00:00Z')
let cast: Territory

beforeAll(async () => {
  cast = await freshTerritory([10])
})
afterAll(() => cast.close())

it('each step of a family leads to the resolution that took it, and a cut without shares is a part', async () => {
  const [from, into] = cast.communes as [TestUnit, TestUnit]
  const split = (unit: TestUnit) => ({
    ...{ kind: 'split' as const, unitId: from.id, into: { unitId: unit.id }, share: null },
  })
  const id = await applied(cast.admin, [split(from), split(into)], '2026-11-01', at)
  const { units } = as(cast.admin.identity, at)
  const family = await units.lineage({ id: into.id })
  const edge = family.edges.find((each) => each.predecessorId === from.id && each.successorId === into.id)
  expect(edge).toMatchObject({ effectiveOn: '2026-11-01', kind: 'split', share: null, reorganisationId: id })
  const detail = await units.get({ id: into.id })
  const { groups } = originsOf(
    detail.lineage.filter((step) => step.direction === 'from' && step.id === from.id),
    4,
  )
  expect(groups[0]?.units[0]).toMatchObject({ unit: { id: from.id, reorganisationId: id }, partly: true })
})
