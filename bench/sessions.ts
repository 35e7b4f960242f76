import { encode } from 'next-auth/jwt'
import type { Client } from 'pg'
import type { Role } from '@/db/enums'

/** Somebody signed in beforehand: the cookie of his session and the post that his page names. */
export type Session = { unitId: number; cookie: string; assignmentId: string }

type Post = { personId: string; epoch: number; assignmentId: string; unitId: number }

const cookieName = 'next-auth.session-token'

/** The cookie that Auth.js would have set at sign-in: the person and the epoch of his sign-ins, nothing else. */
async function sessionOf(post: Post, secret: string): Promise<Session> {
  const token = await encode({ token: { personId: post.personId, epoch: post.epoch }, secret, maxAge: 12 * 3600 })
  return { unitId: post.unitId, assignmentId: post.assignmentId, cookie: `${cookieName}=${token}` }
}

/** One session per unit that has such a post now, of people who may sign in; the unit's first holder. */
export async function mintSessions(admin: Client, secret: string, role: Role, unitIds?: number[]): Promise<Session[]> {
  const { rows } = await admin.query<Post>(
    `select distinct on (a.unit_id) a.person_id as "personId", c.epoch, a.id as "assignmentId", a.unit_id as "unitId"
       from assignments a join accounts c on c.person_id = a.person_id
      where a.role = $1 and c.disabled_at is null and a.delegated_from is null and a.valid_from <= now()
        and (a.valid_to is null or a.valid_to > now()) and ($2::int[] is null or a.unit_id = any ($2))
      order by a.unit_id, a.valid_from, a.id`,
    [role, unitIds ?? null],
  )
  const sessions: Session[] = []
  for (const post of rows) sessions.push(await sessionOf(post, secret))
  return sessions
}

/** The session of one unit's post. */
export async function mintSession(admin: Client, secret: string, role: Role, unitId: number): Promise<Session> {
  const [session] = await mintSessions(admin, secret, role, [unitId])
  if (!session) throw new Error(`nobody is ${role} of unit ${unitId}`)
  return session
}
