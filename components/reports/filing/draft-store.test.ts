import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nationalForm } from '@/db/seed/national-form'
import type { FormVersion } from '@/server/forms/rules'
import { formRuleSchema } from '@/server/forms/schema'
import { type ReportDetails, sameDetail, settleShare } from '@/server/reports/figures/rules'
import { isPrefilled, isUnsaved } from './draft'
import type { Refusal, SaveAnswer, SaveInput, StoreSource } from './draft-state'
import { createDraftStore } from './draft-store'
import { keptFigures } from './kept'

const form: FormVersion = { ...nationalForm, rules: nationalForm.rules.map((rule) => formRuleSchema.parse(rule)) }
const now = new Date('2026-11-16T03:00:00Z')

const source = (over: Partial<StoreSource> = {}): StoreSource => ({
  form,
  unit: { id: 7 },
  period: { code: '2026-11', month: 11 },
  report: null,
  values: {},
  details: {},
  nil: false,
  draftAt: null,
  history: { previous: [{ C04: 120, C01: 9 }, null, null], lastYear: null },
  denominators: null,
  unitChanged: false,
  ...over,
})

/** A device of memory, and a server that keeps figures, knows its requests, and can be cut off. */
function world() {
  const memory = new Map<string, string>()
  const device = {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => void memory.set(key, value),
    removeItem: (key: string) => void memory.delete(key),
  }
  const server = {
    values: {} as Record<string, number | string | null>,
    details: {} as ReportDetails,
    adults: null as number | null,
    answers: new Map<string, SaveAnswer>(),
    calls: [] as SaveInput[],
    /** `before`: the request does not arrive; `after`: it does, its answer does not. */
    cut: null as 'before' | 'after' | null,
    changedBy: null as string | null,
  }
  const save = async (input: SaveInput): Promise<SaveAnswer> => {
    server.calls.push(input)
    if (server.cut === 'before') throw new Error('network')
    const earlier = server.answers.get(input.requestId)
    const answer = earlier ?? take(input)
    server.answers.set(input.requestId, answer)
    if (server.cut === 'after') throw new Error('network')
    return answer
  }
  const take = (input: SaveInput): SaveAnswer => {
    const conflicts: SaveAnswer['conflicts'] = []
    for (const { code, seen, value, detail, seenDetail } of input.cells) {
      const current = server.values[code] ?? null
      const standing = server.details[code] ?? {}
      const share = settleShare(value, detail ?? {}, server.adults)
      if (!share.ok) throw { reason: 'reports.figure', params: { code, problem: `findings.figure.${share.reason}` } }
      const overtaken = detail && !sameDetail(standing, detail) && !sameDetail(standing, seenDetail ?? {})
      if ((current !== seen && current !== share.value) || overtaken)
        conflicts.push({ code, current, detail: standing, by: server.changedBy, at: now.toISOString() })
      else {
        server.values[code] = share.value
        if (detail) server.details[code] = detail
      }
    }
    const { values, details } = server
    return { reportId: 'r1', version: 0, savedAt: now, values: { ...values }, details: { ...details }, conflicts }
  }
  let ids = 0
  const open = (owner = 'lan', over: Partial<StoreSource> = {}, shared = false) =>
    createDraftStore(source({ values: { ...server.values }, details: { ...server.details }, ...over }), {
      locale: 'vi',
      save,
      refusalOf: (error) =>
        error instanceof Error ? null : ({ ...(error as { reason: string; params: object }), again: false } as Refusal),
      kept: keptFigures(shared ? null : device, owner, 7, '2026-11'),
      newId: () => `id${++ids}`,
      onStale: () => {},
    })
  return { memory, server, open }
}

const enter = (store: ReturnType<typeof createDraftStore>, code: string, text: string) => {
  store.type(code, text)
  store.commit(code)
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('saving by itself', () => {
  it('gathers what is typed into one save, and keeps nothing afterwards', async () => {
    const { server, memory, open } = world()
    const store = open()
    enter(store, 'C01', '1.260')
    enter(store, 'C02', '30')
    expect(memory.size).toBe(1)
    await vi.advanceTimersByTimeAsync(700)
    expect(server.calls).toHaveLength(1)
    expect(server.values).toMatchObject({ C01: 1260, C02: 30 })
    expect(memory.size).toBe(0)
    expect(store.get()).toMatchObject({ reportId: 'r1', savedAt: now, saving: false })
  })

  it('saves no figure that is none, and keeps the last legal one', async () => {
    const { server, open } = world()
    const store = open()
    enter(store, 'C01', '-5')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(server.calls).toHaveLength(0)
    expect(store.get().cells.C01).toMatchObject({ problem: 'negative', text: '-5', value: null })
    expect(await store.flush()).toBe(false)
  })

  it('offers a stock of last month, never a flow, and saves it only when confirmed', async () => {
    const { server, open } = world()
    const store = open()
    const cell = store.get().cells
    expect(cell.C04 && isPrefilled(cell.C04)).toBe(true)
    expect(cell.C01 && isPrefilled(cell.C01)).toBe(false)
    store.type('C04', '')
    store.commit('C04')
    expect(store.get().cells.C04 && isPrefilled(store.get().cells.C04 as never)).toBe(true)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(server.calls).toHaveLength(0)
    store.confirm(['C04', 'C01'])
    await vi.advanceTimersByTimeAsync(700)
    expect(server.values).toEqual({ C04: 120 })
  })

  it('takes last month for a stock whose number of people was refused', async () => {
    const { server, open } = world()
    const store = open('lan', { history: { previous: [{ T1_03: 73.6 }, null, null], lastYear: null } })
    store.refuse('T1_03', 'aboveAdults')
    store.confirm(['T1_03'])
    expect(await store.flush()).toBe(true)
    expect(server.values.T1_03).toBe(73.6)
    expect(store.get().cells.T1_03?.problem).toBeNull()
  })

  it('says 0 in every flow for "Không phát sinh" and takes it back with the first figure', async () => {
    const { server, open } = world()
    const store = open()
    enter(store, 'C01', '3')
    store.makeNil()
    await vi.advanceTimersByTimeAsync(700)
    expect(server.calls.at(-1)?.nil).toBe(true)
    expect(server.values.C01).toBe(0)
    expect(server.values.C04).toBeUndefined()
    enter(store, 'C01', '2')
    expect(store.get().nil).toBe(false)
  })
})

describe('a lost connection', () => {
  it('repeats the same save with the same id until it is answered, once', async () => {
    const { server, open } = world()
    server.cut = 'after'
    const store = open()
    enter(store, 'C01', '5')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(store.get()).toMatchObject({ offline: true })
    server.cut = null
    store.setOffline(false)
    await vi.advanceTimersByTimeAsync(100)
    expect(new Set(server.calls.map((call) => call.requestId)).size).toBe(1)
    expect(server.answers.size).toBe(1)
    expect(store.get()).toMatchObject({ offline: false })
  })

  it('keeps figures on the device for their owner alone and saves them on the next visit', async () => {
    const { server, open } = world()
    server.cut = 'before'
    const first = open()
    enter(first, 'C01', '5')
    enter(first, 'C02', '31')
    await vi.advanceTimersByTimeAsync(1_000)
    enter(first, 'C02', '32')
    const id = server.calls[0]?.requestId
    const stranger = open('binh')
    stranger.resume()
    expect(stranger.get().cells.C01?.value).toBeNull()
    server.cut = null
    server.calls.length = 0
    const again = open()
    again.resume()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(server.calls[0]?.requestId).toBe(id)
    expect(server.values).toMatchObject({ C01: 5, C02: 32 })
    expect(Object.values(again.get().cells).some(isUnsaved)).toBe(false)
  })

  it('keeps nothing on a shared PC', async () => {
    const { memory, server, open } = world()
    server.cut = 'before'
    const store = open('lan', {}, true)
    enter(store, 'C01', '5')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(memory.size).toBe(0)
    expect(store.get().cells.C01?.value).toBe(5)
  })
})

describe('two people at once', () => {
  it('shows both figures at the cell and loses neither', async () => {
    const { server, open } = world()
    const lan = open('lan')
    const binh = open('binh')
    enter(lan, 'C01', '25')
    enter(lan, 'C02', '30')
    await vi.advanceTimersByTimeAsync(700)
    server.changedBy = 'Chị Lan'
    enter(binh, 'C01', '27')
    enter(binh, 'T1_01', '9')
    await vi.advanceTimersByTimeAsync(700)
    expect(server.values).toMatchObject({ C01: 25, T1_01: 9 })
    expect(binh.get().cells.C01?.conflict).toMatchObject({ current: 25, by: 'Chị Lan' })
    expect(binh.get().cells.C02?.value).toBe(30)
    expect(await binh.flush()).toBe(false)
    binh.resolve('C01', 'mine')
    await vi.advanceTimersByTimeAsync(700)
    expect(server.values.C01).toBe(27)
    expect(await binh.flush()).toBe(true)
  })

  it('takes the other figure when asked to', async () => {
    const { server, open } = world()
    const lan = open('lan')
    const binh = open('binh')
    enter(lan, 'C01', '25')
    await vi.advanceTimersByTimeAsync(700)
    enter(binh, 'C01', '27')
    await vi.advanceTimersByTimeAsync(700)
    binh.resolve('C01', 'theirs')
    expect(binh.get().cells.C01).toMatchObject({ value: 25, seen: 25, conflict: null })
    await vi.advanceTimersByTimeAsync(700)
    expect(server.values.C01).toBe(25)
  })

  it('shows what another person wrote beside the figure, and puts neither in the place of the other', async () => {
    const { server, open } = world()
    server.values.T1_03 = 50
    const lan = open('lan')
    const binh = open('binh')
    lan.detail('T1_03', { source: 'police', on: '2026-11-10' })
    await vi.advanceTimersByTimeAsync(700)
    server.changedBy = 'Chị Lan'
    binh.detail('T1_03', { source: 'bank' })
    await vi.advanceTimersByTimeAsync(700)
    expect(server.calls.at(-1)?.cells).toEqual([
      { code: 'T1_03', seen: 50, value: 50, detail: { source: 'bank' }, seenDetail: null },
    ])
    expect(server.details.T1_03).toEqual({ source: 'police', on: '2026-11-10' })
    expect(binh.get().cells.T1_03?.conflict).toMatchObject({ current: 50, detail: { source: 'police' }, by: 'Chị Lan' })
    expect(await binh.flush()).toBe(false)
    binh.resolve('T1_03', 'mine')
    await vi.advanceTimersByTimeAsync(700)
    // The day was never touched here: it stays as the other person gave it.
    expect(server.details.T1_03).toEqual({ source: 'bank', on: '2026-11-10' })
    lan.detail('T1_03', { ...lan.get().cells.T1_03?.detail, reason: 'Đã kiểm tra' })
    await vi.advanceTimersByTimeAsync(700)
    lan.resolve('T1_03', 'theirs')
    expect(lan.get().cells.T1_03).toMatchObject({ detail: { source: 'bank', on: '2026-11-10' }, conflict: null })
    expect(await lan.flush()).toBe(true)
  })

  it('a figure put in the place of another keeps the words the other person wrote', async () => {
    const { server, open } = world()
    const binh = open('binh')
    server.values.T1_03 = 50
    server.details.T1_03 = { numerator: 1000, source: 'police' }
    enter(binh, 'T1_03', '60')
    await vi.advanceTimersByTimeAsync(700)
    binh.resolve('T1_03', 'mine')
    await vi.advanceTimersByTimeAsync(700)
    expect(server.values.T1_03).toBe(60)
    expect(server.details.T1_03).toEqual({ source: 'police' })
  })

  it('what waited on the device goes with what the page had seen then', async () => {
    const { server, open } = world()
    server.values.T1_03 = 50
    server.cut = 'before'
    const first = open()
    first.detail('T1_03', { source: 'bank' })
    server.cut = null
    server.details.T1_03 = { source: 'police' }
    const again = open()
    again.resume()
    await vi.advanceTimersByTimeAsync(700)
    expect(server.details.T1_03).toEqual({ source: 'police' })
    expect(again.get().cells.T1_03?.conflict).toMatchObject({ detail: { source: 'police' } })
    first.stop()
  })
})

describe('a percentage with its numerator', () => {
  it('loses it however the figure is typed anew', async () => {
    const { server, open } = world()
    server.values.T1_03 = 50
    server.details.T1_03 = { numerator: 1000, source: 'police' }
    const store = open()
    store.paste({ T1_03: 55 })
    await vi.advanceTimersByTimeAsync(700)
    expect(server.values.T1_03).toBe(55)
    expect(server.details.T1_03).toEqual({ source: 'police' })
  })

  it('sends the same numerator again where the adults changed meanwhile', async () => {
    const { server, open } = world()
    server.values.T1_03 = 50
    server.details.T1_03 = { numerator: 1000 }
    server.adults = 4000
    const store = open()
    store.detail('T1_03', { numerator: 1000 }, 25)
    await vi.advanceTimersByTimeAsync(700)
    expect(server.values.T1_03).toBe(25)
    expect(server.details.T1_03).toEqual({ numerator: 1000 })
  })

  it('is refused above the adults at the cell, once, and the rest is saved', async () => {
    const { server, open } = world()
    server.adults = 2000
    const store = open()
    store.detail('T1_03', { numerator: 2500, source: 'police' }, 83.3)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(store.get().cells.T1_03).toMatchObject({ problem: 'aboveAdults', value: null, detail: { source: 'police' } })
    expect(server.calls).toHaveLength(2)
    expect(server.details.T1_03).toEqual({ source: 'police' })
    expect(await store.flush()).toBe(false)
    store.detail('T1_03', { numerator: 1500, source: 'police' }, 75)
    await vi.advanceTimersByTimeAsync(700)
    expect(await store.flush()).toBe(true)
    expect(server.values.T1_03).toBe(75)
  })
})
