import { randomUUID } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '@/db/enums'
import { endSessions, type Identity } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor } from '@/db/testing/factories'
import { appRouter } from './router'
import { createCallerFactory } from './trpc'

/** Procedures that ask for no session, by name. */
const open: string[] = []

type Procedure = { _def: { type: 'query' | 'mutation' | 'subscription' } }
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>).map(
  ([path, procedure]) => ({ path, type: procedure._def.type }),
)
const createCaller = createCallerFactory(appRouter)

/** Calls a procedure by its path with any input. */
function call(path: string, identity: Identity | null, input: unknown): Promise<unknown> {
  const [noun = '', verb = ''] = path.split('.')
  const caller = createCaller({ identity, now: new Date() }) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >
  const procedure = caller[noun]?.[verb]
  if (!procedure) throw new Error(`no procedure ${path}`)
  return procedure(input)
}

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'answered',
    (error) => (error instanceof TRPCError ? error.code : `threw ${String(error)}`),
  )

let drop: () => Promise<void>
let system: pg.Client

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  system = new pg.Client(database.urls.system)
  await system.connect()
})

afterAll(async () => {
  await system?.end()
  await endSessions()
  await drop?.()
})

const provinceOf = (name: string) => findUnit('province', name)
const identityOf = async (role: Role, unitName: string): Promise<Identity> => {
  const unit = unitName === '' ? await findUnit('nation') : await provinceOf(unitName)
  return (await makeActor(role, unit)).identity
}

/** A fingerprint of everything a person could have changed. */
async function fingerprint(): Promise<string> {
  const { rows } = await system.query(
    `select tablename as t from pg_tables where schemaname = 'public' and tablename not in ('access_log') order by 1`,
  )
  const counts: string[] = []
  for (const { t } of rows) {
    const { rows: sums } = await system.query(
      `select count(*)::text || coalesce(md5(string_agg(x::text, ',' order by x::text)), '') as sum from ${t} x`,
    )
    counts.push(`${t}:${sums[0].sum}`)
  }
  return counts.join('\n')
}

describe('the door', () => {
  it('knows its procedures', () => {
    expect(procedures.length).toBeGreaterThan(25)
    expect(open).toHaveLength(0)
  })

  it('lets nobody in without a session', async () => {
    for (const { path } of procedures) {
      if (open.includes(path)) continue
      expect(await codeOf(call(path, null, { requestId: randomUUID() })), path).toBe('UNAUTHORIZED')
    }
  })

  it('lets nobody in with a stolen assignment, an old epoch, an ended post or a disabled account', async () => {
    const victim = await makeActor('province_admin', await provinceOf('Quảng Trị'))
    const thief = await makeActor('province_admin', await provinceOf('Thanh Hóa'))
    const forged: Identity[] = [
      { ...thief.identity, assignmentId: victim.identity.assignmentId },
      { ...victim.identity, epoch: 7 },
      { ...victim.identity, assignmentId: randomUUID() },
    ]
    const ended = await makeActor('province_admin', await provinceOf('Thanh Hóa'))
    await system.query(`update assignments set valid_to = now() where id = $1`, [ended.identity.assignmentId])
    const disabled = await makeActor('province_admin', await provinceOf('Thanh Hóa'))
    await system.query(`update accounts set disabled_at = now() where person_id = $1`, [disabled.identity.personId])
    for (const identity of [...forged, ended.identity, disabled.identity]) {
      for (const { path } of procedures) {
        expect(await codeOf(call(path, identity, { requestId: randomUUID() })), path).toBe('UNAUTHORIZED')
      }
    }
  })

  it('shows somebody with a first password nothing but who he is', async () => {
    const { identity } = await makeActor('province_admin', await provinceOf('Thanh Hóa'), {}, { mustChange: true })
    for (const { path } of procedures) {
      const code = await codeOf(call(path, identity, { requestId: randomUUID() }))
      expect(code, path).toBe(path === 'people.me' ? 'answered' : 'PRECONDITION_FAILED')
    }
  })

  it('lets those who only read write nothing, whatever the command', async () => {
    const readers = [
      await identityOf('ministry_analyst', ''),
      await identityOf('auditor', 'Quảng Trị'),
      await identityOf('partner', 'Quảng Trị'),
      await identityOf('system_operator', ''),
    ]
    const commands = procedures.filter(({ type }) => type === 'mutation')
    expect(commands.length).toBeGreaterThan(15)
    const before = await fingerprint()
    for (const identity of readers) {
      for (const { path } of commands) {
        expect(['FORBIDDEN', 'BAD_REQUEST'], path).toContain(
          await codeOf(call(path, identity, { requestId: randomUUID() })),
        )
      }
    }
    expect(await fingerprint()).toBe(before)
  })

  it('takes no command without its own id, and no rubbish in place of input', async () => {
    const unit = (await childrenOf(await provinceOf('Quảng Trị')))[0]
    if (!unit) throw new Error('no commune')
    const { identity } = await makeActor('commune_leader', unit)
    const rubbish: unknown[] = [
      undefined,
      null,
      'x',
      7,
      [],
      {},
      { requestId: 'x' },
      { requestId: randomUUID(), reportId: "'; drop table reports; --" },
      { requestId: randomUUID(), ['__proto__']: { admin: true } },
    ]
    const before = await fingerprint()
    for (const { path, type } of procedures) {
      for (const input of rubbish) {
        const code = await codeOf(call(path, identity, input))
        expect(code, `${path} ${JSON.stringify(input)}`).not.toMatch(/INTERNAL|threw/)
        if (type === 'mutation') expect(code, `${path} ${JSON.stringify(input)}`).not.toBe('answered')
      }
    }
    expect(await fingerprint()).toBe(before)
  })
})
