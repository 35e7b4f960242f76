import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/session'
import type { Carrying } from '../../units/owners/rules'
import { table } from '../../units/reorganised/commands'

/**
 * Posts at a unit that ends: at its one heir each goes on as the same post of the same person; where there is none it ends, and a
 * person gives him another (domain.md 6.13, users' scopes moved). What stood in for a post stands in for the one that follows it.
 * "Cụm xã phụ trách" holds the heirs of what it held. A person belongs to the heir of the unit he belonged to.
 */
export async function carryPosts(db: Tx, { plan, at, personId }: Carrying): Promise<void> {
  const heirs = [...plan.heirs].map(([from, to]) => ({ from, to }))
  const instant = at.toISOString()
  const pairs = table(heirs, '"from" int, "to" int')
  const live = sql`(a.valid_to is null or a.valid_to > ${instant})`
  await db.execute(sql`
    with moving as materialized (
      select a.*, gen_random_uuid() as next, u.id as to_id, u.path as to_path
        from assignments a join ${pairs} on x."from" = a.unit_id join units u on u.id = x."to" where ${live}
    )
    insert into assignments (id, person_id, role, unit_id, path, title, holder_name, contact_phone, manages_accounts, delegated_from,
      valid_from, valid_to, created_by)
    select m.next, m.person_id, m.role, m.to_id, m.to_path, m.title, m.holder_name, m.contact_phone, m.manages_accounts, s.next,
           greatest(m.valid_from, ${instant}), m.valid_to, ${personId}::uuid
      from moving m left join moving s on s.id = m.delegated_from
     order by m.delegated_from is not null`)
  // Areas of what goes on, and of whoever keeps his post and had an ended unit among his.
  await db.execute(sql`
    with gone as (
      select e.id, h."to" from unnest(${sql.param([...plan.ends])}::int[]) e(id)
        join (select "from", "to" from ${table(
          plan.edges.map(({ from, to }) => ({ from, to })),
          '"from" int, "to" int',
        )}) h on h."from" = e.id
    ), follows as (
      select a.id as old, b.id as new from assignments a
        join ${pairs} on x."from" = a.unit_id
        join assignments b on b.person_id = a.person_id and b.role = a.role and b.unit_id = x."to" and b.valid_from = greatest(a.valid_from, ${instant})
       where ${live}
    ), held as (
      select coalesce(f.new, r.assignment_id) as assignment_id, coalesce(g."to", r.unit_id) as unit_id
        from assignment_areas r
        join assignments a on a.id = r.assignment_id and ${live}
        left join follows f on f.old = r.assignment_id
        left join gone g on g.id = r.unit_id
       where f.new is not null or g."to" is not null
    )
    insert into assignment_areas (assignment_id, unit_id, path)
    select distinct h.assignment_id, u.id, u.path from held h join units u on u.id = h.unit_id
    on conflict do nothing`)
  await db.execute(sql`
    update assignments a set valid_to = greatest(a.valid_from, ${instant}), ended_reason = 'reorganised'
     where a.unit_id = any (${sql.param(plan.ends)}::int[]) and ${live}`)
  await db.execute(sql`
    update persons p set unit_id = u.id, path = u.path from ${pairs} join units u on u.id = x."to" where p.unit_id = x."from"`)
}
