import { describe, expect, it } from 'vitest'
import { check, rules } from './floors'
import { importsOf } from './imports'

/** A small house in which every import is as it should be. */
const sound: Record<string, string> = {
  'app/page.tsx': `import { Report } from '@/components/reports/report'; import { api } from './trpc'`,
  'app/trpc.ts': `import { appRouter } from '@/server/router'`,
  'components/reports/report.tsx': `import type { AppRouter } from '@/server/router'; import { next } from '@/server/reports/rules'; import { roles } from '@/db/enums'`,
  'server/router.ts': `import { reports } from './reports/router'; import { units } from './units/router'`,
  'server/context.ts': `import { asUser } from '@/db/session'`,
  'server/reports/router.ts': `import { submit } from './commands'; import { queue } from './queue/router'`,
  'server/reports/queue/router.ts': `import { next } from '../rules'`,
  'server/reports/commands.ts': `import { find } from './queries'; import { unit } from '@/server/units/queries'; import { may } from './policy'`,
  'server/reports/queries.ts': `import type { Ctx } from '../context'; import { reports } from '@/db/schema'`,
  'server/reports/policy.ts': `import { rights } from '../auth/permissions'; import type { Ctx } from '../context'`,
  'server/reports/rules.ts': `import { path } from '../units/rules'`,
  'server/reports/schema.ts': `import { z } from 'zod'; import { roles } from '@/db/enums'; import { next } from './rules'`,
  'server/reports/rules.test.ts': `import { find } from './queries'`,
  'server/units/router.ts': `import { unit } from './queries'`,
  'server/units/queries.ts': `import { units } from '@/db/schema'`,
  'server/units/rules.ts': '',
  'server/auth/permissions.ts': '',
  'db/enums.ts': '',
  'db/client.ts': `import pg from 'pg'`,
  'db/session.ts': `import { pool } from './client'; import * as schema from './schema'`,
  'db/schema/index.ts': '',
  'db/testing/cluster.ts': '',
  'e2e/server.ts': `import { testCluster } from '@/db/testing/cluster'`,
}

const checkWith = (changes: Record<string, string>) => check(new Map(Object.entries({ ...sound, ...changes })))

describe('the import rules', () => {
  it('find nothing in a sound house', () => {
    expect(checkWith({})).toEqual([])
  })

  const cases: [rule: string, file: string, source: string][] = [
    ['Nobody imports app', 'components/x.tsx', `import '@/app/trpc'`],
    ['Nobody imports e2e', 'server/x.ts', `import '../e2e/server'`],
    ['app never imports db', 'app/x.tsx', `import type { Unit } from '@/db/schema'`],
    ['server stands below', 'server/units/rules.ts', `import { Report } from '../../components/reports/report'`],
    ['db imports nothing of ours', 'db/seed/x.ts', `export { next } from '@/server/reports/rules'`],
    ['Word lists of db', 'db/enums.ts', `import { z } from 'zod'`],
    ['components take from server', 'components/x.tsx', `import { appRouter } from '@/server/router'`],
    ['components take from server', 'components/x.tsx', `const q = await import('@/server/reports/queries')`],
    ['components take from server', 'components/x.tsx', `type Q = import('@/server/reports/queries').Q`],
    ['components take from server', 'components/x.tsx', `import { type AppRouter, appRouter } from '@/server/router'`],
    ['The wire imports nothing', 'server/wire.ts', `import { z } from 'zod'`],
    ['components take from db', 'components/x.tsx', `import type { Unit } from '@/db/schema'`],
    ['e2e takes', 'e2e/x.spec.ts', `import { next } from '@/db/session'`],
    ['Only db/session', 'server/context.ts', `import { pool } from '@/db/client'`],
    ['Connections are made in db', 'server/units/queries.ts', `import pg from 'pg'`],
    ['Each library of files', 'server/reports/sheet.ts', `import ExcelJS from 'exceljs'`],
    ['Each library of files', 'server/reports/document.ts', `import { ShapeRun } from 'docx/shapes'`],
    ['db/testing is for tests', 'server/units/queries.ts', `import { testCluster } from '@/db/testing/cluster'`],
    ['The roof', 'server/units/queries.ts', `import { appRouter } from '../router'`],
    ['Inside a noun', 'server/units/queries.ts', `import { unit } from './router'`],
    ['Inside a noun', 'server/reports/queries.ts', `import { submit } from './commands'`],
    ['Inside a noun', 'server/reports/rules.ts', `export * from './schema'`],
    ['Inside a noun', 'server/reports/sheet.ts', `import './document'`],
    ['Inside a noun', 'server/reports/rules.ts', `import { unit } from '../units/queries'`],
    ['A router is imported by the roof', 'server/reports/router.ts', `import { units } from '../units/router'`],
    ['rules, schema and policy are pure', 'server/units/rules.ts', `import { asUser } from '@/db/session'`],
    ['rules, schema and policy are pure', 'server/reports/policy.ts', `import { withCtx } from '../context'`],
  ]

  it.each(cases)('%s: %s', (rule, file, source) => {
    const found = checkWith({ [file]: source }).filter((line) => line.startsWith(file))
    expect(found.join('\n')).toContain(rule)
  })

  it('have each been seen to break', () => {
    expect(rules.filter(({ says }) => !cases.some(([rule]) => says.startsWith(rule)))).toEqual([])
  })

  it('know the words of a noun', () => {
    expect(checkWith({ 'server/units/helpers.ts': '' })).toEqual([expect.stringContaining('server/units/helpers.ts')])
  })

  it('find nouns in a circle, but not a noun and its parts', () => {
    const circle = { 'server/units/queries.ts': `import { next } from '../reports/rules'` }
    expect(checkWith(circle).join()).toContain('circle')
    expect(checkWith({ 'server/reports/queries.ts': `import './queue/rules'` })).toEqual([])
  })

  it('say the line', () => {
    expect(checkWith({ 'app/x.tsx': `\n\nimport '@/db/session'` })).toEqual([expect.stringMatching(/^app\/x\.tsx:3 /)])
  })
})

describe('reading imports', () => {
  it('tells types from values', () => {
    const source = `import type { A } from 'a'; import { type B } from 'b'; import { type C, c } from 'c'; import 'd'
      export type { E } from 'e'; export * from 'f'; export const g = () => import('g'); type H = typeof import('h')`
    expect(importsOf('x.ts', source).map(({ specifier, typeOnly }) => [specifier, typeOnly])).toEqual([
      ['a', true],
      ['b', true],
      ['c', false],
      ['d', false],
      ['e', true],
      ['f', false],
      ['g', false],
      ['h', true],
    ])
  })

  it('is not misled by text', () => {
    expect(importsOf('x.tsx', `const s = "import x from 'y'" // import 'z'\nconst e = <p>import 'w'</p>`)).toEqual([])
  })
})
