import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from '@/db/connect'
import { type MigrationFolders, migrate, securityFiles } from '@/db/migrate'
import { freshDatabase } from '@/db/testing/database'

describe('migrations', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tung-ngo-migrate-'))
  const folders: MigrationFolders = { migrations: path.join(folder, 'm'), security: path.join(folder, 's') }
  const write = (name: string, sql: string) => fs.writeFileSync(path.join(folders.migrations, `${name}.sql`), sql)
  const secure = (name: string, sql: string) => fs.writeFileSync(path.join(folders.security, name), sql)
  let database: Awaited<ReturnType<typeof freshDatabase>>
  const run = () => migrate(database.urls.owner, folders)
  const query = <T extends object>(sql: string) =>
    withClient(database.urls.owner, async (client) => (await client.query<T>(sql)).rows)

  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(async () => {
    fs.rmSync(folder, { recursive: true })
    await database.drop()
  })
  beforeEach(async () => {
    fs.rmSync(folder, { recursive: true, force: true })
    fs.mkdirSync(folders.migrations, { recursive: true })
    fs.mkdirSync(folders.security)
    for (const name of securityFiles) secure(name, '')
    await query('drop table if exists schema_migrations, one, two, marks')
    write('0001_one', 'create table one (id int)')
  })

  it('run in order, once', async () => {
    write(
      '0002_two',
      'create table two (id int); insert into two select 1 from (select) x where to_regclass($$one$$) is not null',
    )
    expect(await run()).toEqual({ applied: ['0001_one', '0002_two', 'security'], current: '0002_two' })
    expect(await run()).toEqual({ applied: [], current: '0002_two' })
    expect(await query('select id from two')).toEqual([{ id: 1 }])
  })

  it('run once when two processes start together', async () => {
    write('0002_two', 'create table two (id int); insert into two values (1)')
    const both = await Promise.all([run(), run(), run()])
    expect(both.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 3])
  })

  it('leave nothing of a step that fails, and name its line', async () => {
    write('0002_two', 'create table two (id int);\n\ninsert into nowhere values (1);')
    await expect(run()).rejects.toMatchObject({ key: 'migrate.failed', params: { name: '0002_two.sql', line: 3 } })
    expect(await query(`select to_regclass('two') as two, to_regclass('one')::text as one`)).toEqual([
      { two: null, one: 'one' },
    ])
  })

  it('see every row, and leave row-level security over the owner as it was, also when they fail', async () => {
    write('0001_one', 'create table one (id int)')
    secure('policies.sql', 'alter table one enable row level security; alter table one force row level security')
    await run()
    const forced = async () => (await query(`select relforcerowsecurity as f from pg_class where relname = 'one'`))[0]
    expect(await query('select id from one')).toEqual([])
    write('0002_two', 'insert into one values (1); create table two as select id from one')
    await run()
    expect([await query('select id from one'), await query('select id from two')]).toEqual([[], [{ id: 1 }]])
    expect(await forced()).toEqual({ f: true })
    write('0003_three', 'insert into one values (2); insert into nowhere values (1)')
    await expect(run()).rejects.toMatchObject({ key: 'migrate.failed', params: { name: '0003_three.sql' } })
    expect(await forced()).toEqual({ f: true })
  })

  it('change a column of which a trigger and a policy speak; what guards a table comes back, also after a step that failed', async () => {
    write('0001_one', 'create table one (id int, old int)')
    const guard = (column: string) => `
      create or replace function guard() returns trigger language plpgsql as 'begin return new; end';
      alter table one enable row level security; alter table one force row level security;
      drop policy if exists reads on one; create policy reads on one using (${column} > 0);
      drop trigger if exists guard on one; create trigger guard before update of ${column} on one for each row execute function guard()`
    secure('policies.sql', guard('old'))
    await run()
    write('0002_two', 'alter table one drop column old, add column fresh int')
    write('0003_three', 'insert into nowhere values (1)')
    secure('policies.sql', guard('fresh'))
    await expect(run()).rejects.toMatchObject({ key: 'migrate.failed', params: { name: '0003_three.sql' } })
    fs.rmSync(path.join(folders.migrations, '0003_three.sql'))
    expect(await run()).toEqual({ applied: ['security'], current: '0002_two' })
    expect(
      await query(`select (select count(*)::int from pg_trigger where tgname = 'guard') as triggers,
                          (select count(*)::int from pg_policies where tablename = 'one') as policies,
                          (select relforcerowsecurity from pg_class where relname = 'one') as forced`),
    ).toEqual([{ triggers: 1, policies: 1, forced: true }])
  })

  it('refuse a database of a newer version', async () => {
    write('0002_two', 'create table two (id int)')
    await run()
    fs.rmSync(path.join(folders.migrations, '0002_two.sql'))
    await expect(run()).rejects.toMatchObject({ key: 'migrate.newer', params: { name: '0002_two' } })
  })

  it('refuse a merged migration that was edited, and one slipped in before it', async () => {
    write('0003_three', 'select 1')
    await run()
    write('0002_two', 'create table two (id int)')
    await expect(run()).rejects.toMatchObject({ key: 'migrate.gap' })
    fs.rmSync(path.join(folders.migrations, '0002_two.sql'))
    write('0001_one', 'create table one (id bigint)')
    await expect(run()).rejects.toMatchObject({ key: 'migrate.edited', params: { name: '0001_one' } })
  })

  it('apply the security files in order, again only when they changed or a migration ran', async () => {
    write('0001_one', 'create table one (id int); create table marks (who text)')
    secure('roles.sql', `insert into marks values ('roles')`)
    secure('audit.sql', `insert into marks values ('audit')`)
    await run()
    await run()
    expect(await query('select who from marks')).toEqual([{ who: 'roles' }, { who: 'audit' }])
    secure('roles.sql', '')
    expect((await run()).applied).toEqual(['security'])
    write('0002_two', 'create table two (id int)')
    expect((await run()).applied).toEqual(['0002_two', 'security'])
    expect(await query('select count(*)::int as n from marks')).toEqual([{ n: 4 }])
  })
})
