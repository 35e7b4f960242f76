import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Role, roles, type UnitLevel, unitLevels } from '@/db/enums'
import type { Actor } from '../auth/actor'
import { givableRoles } from '../auth/permissions'
import {
  canDelegate,
  canEndPost,
  canGivePost,
  canManagePeople,
  canSetAreas,
  canViewPeople,
  postRefusal,
} from './policy'

const province = '0000100.'
const commune = `${province}0000200.`
const team = `${commune}0000300.`
const paths: Partial<Record<UnitLevel, string>> = { nation: '', province, commune, team }

const actor = (role: Role, path: string, more: Partial<Actor> = {}): Actor => ({
  personId: 'me',
  assignmentId: 'mine',
  role,
  unitId: 1,
  unitLevel: 'province',
  path,
  title: null,
  holderName: 'Tôi',
  managesAccounts: false,
  delegated: false,
  mustChange: false,
  ...more,
})
const at = (level: UnitLevel, path = paths[level] ?? '') => ({ level, path })

it('appoints level by level', () => {
  const ministry = actor('ministry_admin', '')
  const admin = actor('province_admin', province)
  const leader = actor('commune_leader', commune)
  expect(canGivePost(ministry, { role: 'province_admin', unit: at('province') })).toBe(true)
  expect(canGivePost(ministry, { role: 'commune_leader', unit: at('commune') })).toBe(false)
  expect(canGivePost(admin, { role: 'commune_leader', unit: at('commune') })).toBe(true)
  expect(canGivePost(admin, { role: 'ministry_admin', unit: at('nation') })).toBe(false)
  expect(canGivePost(admin, { role: 'team_leader', unit: at('team') })).toBe(false)
  expect(canGivePost(leader, { role: 'commune_officer', unit: at('commune') })).toBe(true)
  expect(canGivePost(leader, { role: 'commune_leader', unit: at('commune') })).toBe(false)
  expect(canGivePost(leader, { role: 'team_leader', unit: at('team') })).toBe(true)
})

it('says why not', () => {
  const admin = actor('province_admin', province)
  expect(postRefusal(admin, { role: 'commune_leader', unit: at('commune', '0000999.0000200.') })).toBe('people.outside')
  expect(postRefusal(admin, { role: 'commune_leader', unit: at('province') })).toBe('people.roleElsewhere')
  expect(postRefusal(admin, { role: 'ministry_admin', unit: at('province') })).toBe('people.roleNotYours')
  expect(
    postRefusal(actor('province_admin', province, { delegated: true }), {
      role: 'commune_leader',
      unit: at('commune'),
    }),
  ).toBe('people.delegatedCannotAppoint')
  expect(postRefusal(actor('auditor', province), { role: 'commune_leader', unit: at('commune') })).toBe(
    'people.notManager',
  )
})

it('gives "Quản lý tài khoản cấp xã" by administrators only', () => {
  const officer = { role: 'commune_officer' as const, unit: at('commune'), managesAccounts: true }
  expect(canGivePost(actor('province_admin', province), officer)).toBe(true)
  expect(canGivePost(actor('commune_leader', commune), officer)).toBe(true)
  expect(canGivePost(actor('province_officer', province, { managesAccounts: true }), officer)).toBe(false)
  expect(canGivePost(actor('province_admin', province), { ...officer, role: 'commune_leader' })).toBe(false)
})

it('ends no post of his own, and the lent one by its lender', () => {
  const leader = actor('department_leader', province)
  const lent = { role: 'department_leader' as const, unit: at('province'), personId: 'other', delegatedFrom: 'mine' }
  expect(canEndPost(leader, lent)).toBe(true)
  expect(canEndPost(leader, { ...lent, delegatedFrom: 'else' })).toBe(false)
  expect(canEndPost(leader, { ...lent, personId: 'me' })).toBe(false)
  expect(canEndPost(actor('province_admin', province), { ...lent, personId: 'me', delegatedFrom: null })).toBe(false)
})

it("lends only what is one's own", () => {
  expect(canDelegate(actor('commune_leader', commune))).toBe(true)
  expect(canDelegate(actor('commune_leader', commune, { delegated: true }))).toBe(false)
  expect(canDelegate(actor('auditor', commune))).toBe(false)
  expect(canSetAreas(actor('department_leader', province), { role: 'province_officer', unit: at('province') })).toBe(
    true,
  )
  expect(canSetAreas(actor('commune_leader', commune), { role: 'province_officer', unit: at('province') })).toBe(false)
})

it('nobody gives a post outside his units, nor one that is not in his row of the matrix', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...roles),
      fc.constantFrom(...roles),
      fc.constantFrom('', province, commune, team, '0000999.'),
      fc.constantFrom('', province, commune, team, '0000999.', '0000999.0000001.'),
      fc.constantFrom(...unitLevels),
      fc.boolean(),
      fc.boolean(),
      (role, given, own, path, level, managesAccounts, delegated) => {
        const who = actor(role, own, { managesAccounts, delegated })
        if (!canGivePost(who, { role: given, unit: { path, level } })) return
        expect(delegated).toBe(false)
        expect(path.startsWith(own)).toBe(true)
        expect(givableRoles(role, managesAccounts)).toContain(given)
        expect(canManagePeople(who)).toBe(true)
        expect(canViewPeople(who)).toBe(true)
      },
    ),
    { numRuns: 2000 },
  )
})
