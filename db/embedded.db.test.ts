import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { withClient } from '@/db/connect'
import { type Embedded, startEmbedded } from '@/db/embedded'
import { dbUrls } from '@/db/env'
import { readPostmaster, waitUntilGone } from '@/db/postmaster'
import { createDatabaseStatement } from '@/db/roles'

/** Starts and ends servers of its own, in order: each test goes on with the folder of the one before. */
describe('the embedded Postgres', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tung-ngo-embedded-'))
  fs.chmodSync(folder, 0o755)
  const dataDir = path.join(folder, 'data')
  const cluster = path.join(dataDir, 'pg')
  const running: Embedded[] = []
  const start = async (options: Partial<Parameters<typeof startEmbedded>[0]> = {}) => {
    const server = await startEmbedded({ dataDir, ...options })
    running.push(server)
    return server
  }
  const query = <T extends object>(url: string, sql: string) =>
    withClient(url, async (client) => (await client.query<T>(sql)).rows)
  const kill = async () => {
    const pid = readPostmaster(cluster)?.pid as number
    process.kill(pid, 'SIGKILL')
    await waitUntilGone(pid, 5_000)
  }

  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop()
  })
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

  it('gives three logins, none above the others, to whoever has the password', async () => {
    const server = await start()
    expect(dbUrls({ DATA_DIR: dataDir })).toEqual(server.urls)
    const roles = await query(
      server.urls.runtime,
      `select rolname from pg_roles where (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) and rolname ~ '^(tn|tung)_'`,
    )
    expect(roles).toEqual([])
    const withoutPassword = server.urls.owner.replace(/:[^:@]+@/, ':guessed@')
    await expect(query(withoutPassword, 'select 1')).rejects.toMatchObject({ key: 'database.refusedLogin' })
    expect(fs.statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(fs.statSync(path.join(dataDir, 'urls.json')).mode & 0o777).toBe(0o600)
  })

  it('sorts as Vietnamese does', async () => {
    const { urls } = await start()
    const words = await query<{ w: string }>(
      urls.runtime,
      `select w from unnest('{Đà,Dĩ,Ế,Ea,Ăn,Ân,An}'::text[]) w order by w`,
    )
    expect(words.map(({ w }) => w)).toEqual(['An', 'Ăn', 'Ân', 'Dĩ', 'Đà', 'Ea', 'Ế'])
  })

  it('keeps port, passwords and what was committed through kill -9', async () => {
    const first = await start()
    let died = false
    first.onDeath(() => {
      died = true
    })
    await query(first.urls.owner, 'create table kept as select generate_series(1, 1000) as n')
    await kill()
    const second = await start()
    expect(died).toBe(true)
    expect(second.urls).toEqual(first.urls)
    expect(await query(second.urls.owner, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }])
  })

  it('adopts the server that a killed process left running', async () => {
    const script = `const { startEmbedded } = await import('@/db/embedded'); await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} }); process.kill(process.pid, 'SIGKILL')`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: 'inherit',
    })
    await new Promise((resolve) => child.once('exit', resolve))
    const pid = readPostmaster(cluster)?.pid as number
    const server = await start()
    expect(server.reused).toBe(true)
    await server.stop()
    expect(await waitUntilGone(pid, 0)).toBe(true)
  })

  it('is not misled by a process number that now belongs to another program', async () => {
    fs.writeFileSync(path.join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n0\n1\n\n127.0.0.1\n`)
    expect((await start()).reused).toBe(false)
  })

  it('takes another port when its own is taken, but not when it was told which', async () => {
    const { port } = await start()
    await running.pop()?.stop()
    const other = net.createServer().listen(port, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    await expect(start({ port })).rejects.toMatchObject({ key: 'postgres.portTaken' })
    expect((await start()).port).not.toBe(port)
    other.close()
  })

  it('says what is wrong with a folder that is not its own', async () => {
    const strange = path.join(folder, 'strange')
    fs.mkdirSync(path.join(strange, 'pg'), { recursive: true })
    fs.writeFileSync(path.join(strange, 'pg', 'photo.jpg'), '')
    await expect(start({ dataDir: strange })).rejects.toMatchObject({ key: 'folder.foreign' })
    await expect(start({ dataDir: path.join(strange, 'pg', 'photo.jpg') })).rejects.toMatchObject({
      key: 'folder.unwritable',
    })
    fs.renameSync(path.join(dataDir, 'secrets.json'), path.join(dataDir, 'elsewhere.json'))
    await expect(start()).rejects.toMatchObject({ key: 'folder.noSecrets' })
    fs.renameSync(path.join(dataDir, 'elsewhere.json'), path.join(dataDir, 'secrets.json'))
  })

  it('begins anew where an earlier attempt was interrupted', async () => {
    const half = path.join(folder, 'half')
    fs.mkdirSync(path.join(half, 'pg.making', 'base'), { recursive: true })
    const server = await start({ dataDir: half })
    await query(server.adminUrl, 'drop database tung_ngo with (force)')
    await server.stop()
    // Killed between `create database` and its rights: the next start gives them.
    const again = await start({ dataDir: half })
    await query(again.adminUrl, 'drop database tung_ngo with (force)')
    await query(again.adminUrl, createDatabaseStatement('tung_ngo'))
    await again.stop()
    const { urls } = await start({ dataDir: half })
    expect(await query(urls.runtime, `select current_setting('timezone') as zone`)).toEqual([
      { zone: 'Asia/Ho_Chi_Minh' },
    ])
  })
})
