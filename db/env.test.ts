import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { appUrls, dbUrls, outsideUrls, readEnv, siteUrl, urlsFile } from '@/db/env'
import { Failure } from '@/db/failure'

const url = (user: string) => `postgres://${user}:secret@db.example:5432/tung_ngo`
const three = { DATABASE_URL: url('app'), SYSTEM_URL: url('jobs'), OWNER_URL: url('owner') }

function failureOf(work: () => unknown): Failure {
  try {
    work()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('the environment', () => {
  it('has defaults for everything', () => {
    expect(readEnv({})).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      DEMO: true,
      DATA_DIR: '.data',
      TRUST_PROXY: false,
    })
  })

  it('takes an empty value as unset', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '' })).toEqual(readEnv({}))
  })

  it.each([
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', '3000x'],
    ['DEMO', 'yes'],
    ['DEMO_PROVINCES', '44;38'],
    ['TRUST_PROXY', '1'],
    ['NEXTAUTH_SECRET', 'short'],
    ['NEXTAUTH_URL', 'localhost:3000'],
    ['DATABASE_URL', 'mysql://a:b@c/d'],
    ['DATABASE_URL', 'postgres://db.example'],
    ['DATABASE_URL', 'nonsense'],
    ['LOCALE', 'fr'],
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    const failure = failureOf(() => readEnv({ [name]: value }))
    expect(failure.key).toBe('env.invalid')
    expect(failure.params.name).toBe(name)
    expect(failure.message).not.toMatch(/[{}\n]|env\./)
  })

  it('never repeats the value that was refused', () => {
    expect(failureOf(() => readEnv({ NEXTAUTH_SECRET: 'hunter2' })).message).not.toContain('hunter2')
  })
})

describe('the address that people type', () => {
  it.each([
    [{}, 'http://localhost:3000'],
    [{ PORT: '4000', HOST: '0.0.0.0' }, 'http://localhost:4000'],
    [{ PORT: '4000', HOST: '10.1.2.3' }, 'http://10.1.2.3:4000'],
    [{ HOST: 'fd00::1' }, 'http://[fd00::1]:3000'],
    [{ PORT: '4000', NEXTAUTH_URL: 'https://tungngo.example.gov.vn/' }, 'https://tungngo.example.gov.vn'],
  ])('%o is %s', (source, address) => {
    expect(siteUrl(readEnv(source))).toBe(address)
  })
})

describe('the three logins', () => {
  it('come from the environment when all three are given', () => {
    expect(dbUrls(three)).toEqual({ runtime: url('app'), system: url('jobs'), owner: url('owner') })
  })

  it('are asked for together', () => {
    const failure = failureOf(() => dbUrls({ DATABASE_URL: url('app') }))
    expect(failure.key).toBe('env.missingTogether')
    expect(failure.params).toEqual({ present: 'DATABASE_URL', missing: 'SYSTEM_URL, OWNER_URL' })
  })

  it('must not be the same login', () => {
    const failure = failureOf(() => outsideUrls(readEnv({ ...three, DATABASE_URL: url('owner') })))
    expect(failure.key).toBe('env.sameLogin')
  })

  it('spare the serving process the owner', () => {
    expect(appUrls({ ...three, OWNER_URL: '' })).toEqual({ runtime: url('app'), system: url('jobs') })
  })
})

describe('the embedded database', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tung-ngo-env-'))
  afterAll(() => fs.rmSync(folder, { recursive: true }))

  it('is found through the file it wrote', () => {
    expect(failureOf(() => dbUrls({ DATA_DIR: folder })).key).toBe('env.noDatabase')
    const urls = { runtime: url('a'), system: url('b'), owner: url('c') }
    fs.writeFileSync(urlsFile(folder), JSON.stringify(urls))
    expect(dbUrls({ DATA_DIR: folder })).toEqual(urls)
    fs.writeFileSync(urlsFile(folder), '{"runtime":')
    expect(failureOf(() => dbUrls({ DATA_DIR: folder })).key).toBe('env.noDatabase')
  })
})
