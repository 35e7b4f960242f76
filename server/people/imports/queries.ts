import { sql } from 'drizzle-orm'
import type { Role } from '@/db/enums'
import { searchKey } from '@/db/unit-names'
import type { Ctx } from '../../context'
import { Forbidden, Invalid } from '../../errors'
import { managedUnits, type Place } from '../places/queries'
import { canAppoint, postRefusal } from '../policy'
import {
  type AccountLine,
  accountLines,
  cleanName,
  importLimit,
  isName,
  postFits,
  postOf,
  signInNameFrom,
} from '../rules'

/** Why a line of a pasted list cannot be taken; a key under `people.import.problems`. */
export type LineProblem =
  | 'badName'
  | 'badSignInName'
  | 'twice'
  | 'unitUnknown'
  | 'unitAmbiguous'
  | 'postUnknown'
  | 'postNotYours'
  | 'self'
  | 'alreadyHas'

export type RightLine = {
  line: number
  fullName: string
  signInName: string
  role: Role
  unit: Place
  /** Somebody signs in under this name already: he gets the post beside his others, and no code. */
  personId: string | null
}
export type Verdict = { typed: AccountLine; problem: LineProblem } | { typed: AccountLine; right: RightLine }

const textArray = (values: readonly string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`

/** Person ids by sign-in name, wherever they belong. */
export async function personsBySignInNames(ctx: Ctx, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map()
  const { rows } = await ctx.db.execute<{ sign_in_name: string; person_id: string }>(
    sql`select * from persons_by_sign_in_names(${textArray(names)})`,
  )
  return new Map(rows.map((row) => [row.sign_in_name, row.person_id]))
}

/** Posts held now or later, as 'person role unit', of people who may belong elsewhere: only those at the actor's units. */
async function heldPosts(ctx: Ctx, personIds: readonly string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const { rows } = await ctx.db.execute<{ person_id: string; role: string; unit_id: number }>(sql`
    select person_id, role, unit_id from assignments
     where person_id::text = any (${textArray(personIds)}) and (valid_to is null or valid_to > ${ctx.now.toISOString()})`)
  return new Set(rows.map((row) => `${row.person_id} ${row.role} ${row.unit_id}`))
}

function unitFinder(places: Place[]) {
  const byCode = new Map(places.filter((place) => place.code).map((place) => [place.code, place]))
  const byName = new Map<string, Place[]>()
  for (const place of places) {
    for (const key of new Set([searchKey(place.name), searchKey(place.fullName)])) {
      byName.set(key, [...(byName.get(key) ?? []), place])
    }
  }
  return (typed: string): Place[] => {
    // A line without a unit is meant for one's own commune; above it, leaving it out would give a post of the whole province.
    if (typed === '') return places.filter((place, index) => index === 0 && place.level === 'commune')
    const coded = byCode.get(typed) ?? (/^\d+$/.test(typed) ? byCode.get(typed.padStart(5, '0')) : undefined)
    return coded ? [coded] : (byName.get(searchKey(typed)) ?? [])
  }
}

/**
 * A verdict for each line of a pasted list: what is wrong with it, or the account and post it makes. Reads only.
 * Throws Forbidden for whoever appoints nobody, Invalid when there is nothing or too much to read.
 */
export async function judgeAccounts(ctx: Ctx, text: string): Promise<Verdict[]> {
  const { actor } = ctx
  if (!canAppoint(actor)) throw new Forbidden(actor.delegated ? 'people.delegatedCannotAppoint' : 'people.notManager')
  const lines = accountLines(text)
  if (lines.length === 0) throw new Invalid('people.importEmpty')
  if (lines.length > importLimit) throw new Invalid('people.importTooLong', { limit: importLimit })

  const find = unitFinder(await managedUnits(ctx))
  const names = lines.map((line) => signInNameFrom(line.signInName))
  const known = await personsBySignInNames(ctx, [...new Set(names.filter((name) => name !== null))])
  const held = await heldPosts(ctx, [...known.values()])
  const seen = new Set<string>()

  return lines.map((typed, index): Verdict => {
    const wrong = (problem: LineProblem): Verdict => ({ typed, problem })
    const fullName = cleanName(typed.name)
    const signInName = names[index] ?? null
    if (!isName(fullName)) return wrong('badName')
    if (!signInName) return wrong('badSignInName')
    const named = find(typed.unit)
    // A commune's own team is often called as the commune is: the post says which of them is meant.
    const fitting = named.filter(({ level }) => {
      const post = postOf(typed.post, level)
      return post !== null && postFits(post, level)
    })
    if (fitting.length > 1) return wrong('unitAmbiguous')
    const unit = fitting[0] ?? named[0]
    if (!unit) return wrong('unitUnknown')
    const role = postOf(typed.post, unit.level)
    if (!role) return wrong('postUnknown')
    if (postRefusal(actor, { role, unit })) return wrong('postNotYours')
    if (seen.has(signInName)) return wrong('twice')
    seen.add(signInName)
    const personId = known.get(signInName) ?? null
    if (personId === actor.personId) return wrong('self')
    if (personId && held.has(`${personId} ${role} ${unit.id}`)) return wrong('alreadyHas')
    return { typed, right: { line: typed.line, fullName, signInName, role, unit, personId } }
  })
}

/** The dry run as the page shows it. */
export async function checkAccounts(ctx: Ctx, text: string) {
  const verdicts = await judgeAccounts(ctx, text)
  const rows = verdicts.map((verdict) =>
    'right' in verdict
      ? {
          ...verdict.typed,
          problem: null,
          right: {
            fullName: verdict.right.fullName,
            signInName: verdict.right.signInName,
            role: verdict.right.role,
            unit: { id: verdict.right.unit.id, fullName: verdict.right.unit.fullName },
            known: verdict.right.personId !== null,
          },
        }
      : { ...verdict.typed, problem: verdict.problem, right: null },
  )
  return { rows, right: rows.filter((row) => row.right).length }
}
export type CheckedAccounts = Awaited<ReturnType<typeof checkAccounts>>
