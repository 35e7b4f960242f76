import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deserialize, type Parcel, serialize } from './wire'

/** As it comes out of the other end. */
const travelled = (value: unknown) => deserialize(JSON.parse(JSON.stringify(serialize(value))))

const leaf = fc.oneof(
  fc.string(),
  // JSON has one zero.
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
)
const key = fc
  .oneof(fc.string(), fc.constantFrom('', 'a.b', 'a/b', '~', '~1', '0'))
  .filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name))
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree')),
    fc.dictionary(key, tie('tree'), { noNullPrototype: true }),
  ),
}))

it('arrives as it was sent', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(travelled(value)).toEqual(value)
    }),
    { numRuns: 500 },
  )
})

it('keeps dates dates, in lists and under any name', () => {
  const value = {
    rows: [{ at: new Date('2026-11-16T03:00:00Z'), 'a.b/c~d': new Date(0), none: undefined }],
    last: null,
  }
  expect(travelled(value)).toEqual(value)
  expect(travelled([new Date(0)])).toEqual([new Date(0)])
  expect(travelled(new Date(0))).toEqual(new Date(0))
  expect(travelled(undefined)).toBe(undefined)
})

it('says so rather than let JSON change a value', () => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, 1n, new Map(), new Set(), new Date(Number.NaN), () => {}]
  for (const value of values) {
    expect(() => serialize(value)).toThrow(TypeError)
    expect(() => serialize({ rows: [value] })).toThrow(TypeError)
  }
})

it('lets nobody reach past the data', () => {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    expect(() => serialize(JSON.parse(`{"a": {"${name}": {}}}`)), name).toThrow(TypeError)
    const parcel: Parcel = { json: { a: {} }, dates: [`/a/${name}/polluted`] }
    expect(() => deserialize(parcel), name).toThrow(TypeError)
  }
  for (const pointer of ['/toString', '/a/b', '/a/length', '', '/n']) {
    expect(() => deserialize({ json: { a: 'x', n: 5 }, dates: [pointer] }), pointer).toThrow(TypeError)
  }
})

it('takes in neither half a character nor a depth without end', () => {
  expect(deserialize({ json: { name: 'Tổ 😀' } })).toEqual({ name: 'Tổ 😀' })
  for (const text of ['\ud800', 'a\udc00b', '😀'.slice(0, 1)]) {
    expect(() => deserialize({ json: { rows: [{ text }] } })).toThrow(TypeError)
    expect(() => deserialize({ json: { [text]: 1 } })).toThrow(TypeError)
  }
  const deep = JSON.parse(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)
  expect(() => deserialize({ json: deep })).toThrow(TypeError)
})

it('does not touch what it is given', () => {
  const form = Object.freeze({ rows: Object.freeze([Object.freeze({ code: 'C01' })]) })
  expect(serialize(form)).toEqual({ json: form })
  expect(serialize(form).json).toBe(form)
})
