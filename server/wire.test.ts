import fc from 'fast-check'
import superjson from 'superjson'
import { expect, it } from 'vitest'
import { serialize } from './wire'

/** As it comes out of the other end. */
const travelled = (value: unknown) => superjson.deserialize(JSON.parse(JSON.stringify(serialize(value))))
const bySuperjson = (value: unknown) => superjson.deserialize(JSON.parse(JSON.stringify(superjson.serialize(value))))

const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.date({ noInvalidDate: false }),
  fc.bigInt(),
  fc.constant(new Map([['a', 1]])),
)
/** Any name but those that superjson refuses. */
const key = fc.string().filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name))
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('tree')), fc.dictionary(key, tie('tree'))),
}))

it('says the same as superjson', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(travelled(value)).toEqual(bySuperjson(value))
    }),
    { numRuns: 500 },
  )
})

it('keeps dates dates, in lists and under any name', () => {
  const value = { rows: [{ at: new Date('2026-11-16T03:00:00Z'), 'a.b': new Date(0), none: undefined }], last: null }
  expect(travelled(value)).toEqual(value)
  expect(travelled([new Date(0)])).toEqual([new Date(0)])
  expect(travelled(new Date(0))).toEqual(new Date(0))
  expect(travelled(undefined)).toBe(undefined)
})

it('refuses what superjson refuses', () => {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    const value = JSON.parse(`{"a": {"${name}": {}}}`)
    expect(() => serialize(value), name).toThrow()
  }
})

it('does not touch what it is given', () => {
  const form = Object.freeze({ rows: Object.freeze([Object.freeze({ code: 'C01' })]) })
  expect(serialize(form)).toEqual({ json: form })
  expect(serialize(form).json).toBe(form)
})
