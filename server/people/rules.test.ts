import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roles, unitLevels } from '@/db/enums'
import { givableRoles, roleLevel } from '../auth/permissions'
import {
  accountLines,
  cleanName,
  delegationFits,
  isName,
  maskSignInName,
  overlap,
  postFits,
  postOf,
  signInNameFrom,
  sortNameOf,
  validityOf,
} from './rules'

const runs = { numRuns: 300 }
const now = new Date('2026-11-21T03:00:00Z')
const anyText = fc
  .array(fc.integer({ min: 0, max: 0x24ff }), { maxLength: 40 })
  .map((points) => String.fromCodePoint(...points))

describe('names', () => {
  it('sorts by given name', () => {
    const names = ['Trần Thị Bình', 'Nguyễn Văn An', 'Lê Văn An', 'Đỗ Thị Ánh']
    const order = new Intl.Collator('vi')
    expect(names.sort((a, b) => order.compare(sortNameOf(a), sortNameOf(b)))).toEqual([
      'Lê Văn An',
      'Nguyễn Văn An',
      'Đỗ Thị Ánh',
      'Trần Thị Bình',
    ])
  })
  it('takes names of the highlands and refuses what hides or computes', () => {
    for (const name of ["H'Hen Niê", 'Y Moan Êñuôl', 'Nguyễn Thị Ánh-Tuyết']) expect(isName(cleanName(name))).toBe(true)
    for (const name of ['', ' ', '=1+1', '+84900', '@SUM(A1)', '<b>An</b>', '0900 000 001', 'a'.repeat(101)]) {
      expect(isName(cleanName(name)), name).toBe(false)
    }
  })
  it('leaves nothing hidden in a name', () => {
    expect(cleanName('Nguye\u0302\u0303n\u200b  Va\u0306n\u202e An\u0000')).toBe('Nguyễn Văn An')
    fc.assert(
      fc.property(anyText, (typed) => {
        const once = cleanName(typed)
        return cleanName(once) === once && !/[\p{Cc}\u200b-\u200f\u202a-\u202e]/u.test(once)
      }),
      runs,
    )
  })
})

describe('sign-in names', () => {
  it('keeps one form of a phone number', () => {
    for (const typed of ['0900 000 001', '+84 900.000.001', '84900000001', ' 0900-000-001 ']) {
      expect(signInNameFrom(typed)).toBe('0900000001')
    }
    for (const typed of ['0900', '12345', 'ab', 'a b c', 'tên', "x'; drop"]) {
      expect(signInNameFrom(typed) === null || /^[a-z][a-z0-9._-]{3,31}$/.test(signInNameFrom(typed) ?? '')).toBe(true)
    }
    expect(signInNameFrom('tên')).toBeNull()
  })
  it('masks so that the number cannot be called', () => {
    expect(maskSignInName('0900000234')).toBe('09xx xxx 234')
    expect(maskSignInName('to.12')).toBe('toxxx')
    fc.assert(
      fc.property(fc.stringMatching(/^09\d{8}$/), (phone) => {
        expect(maskSignInName(phone)).not.toContain(phone.slice(2, 7))
      }),
      runs,
    )
  })
})

describe('posts', () => {
  it('fits each post where permissions say it sits', () => {
    for (const role of roles) {
      const level = roleLevel[role]
      if (level) expect(unitLevels.filter((each) => postFits(role, each))).toEqual([level])
    }
  })
  it('reads the same word by the level of the unit', () => {
    expect(postOf('Lãnh đạo', 'commune')).toBe('commune_leader')
    expect(postOf('Lãnh đạo Sở', 'province')).toBe('department_leader')
    expect(postOf('Lãnh đạo UBND tỉnh, Ban Chỉ đạo', 'province')).toBe('province_leader')
    expect(postOf('Chủ tịch UBND xã', 'commune')).toBe('commune_leader')
    expect(postOf('chuyên viên', 'commune')).toBe('commune_officer')
    expect(postOf('Chuyên viên Sở', 'province')).toBe('province_officer')
    expect(postOf('Công chức VH-XH', 'commune')).toBe('commune_officer')
    expect(postOf('Quản trị cấp tỉnh', 'province')).toBe('province_admin')
    expect(postOf('Tổ trưởng', 'team')).toBe('team_leader')
    expect(postOf('commune_officer', 'commune')).toBe('commune_officer')
    expect(postOf('Bảo vệ', 'commune')).toBeNull()
    expect(postOf('', 'commune')).toBeNull()
  })
  it('never names a post that does not fit the unit, unless asked by its id', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...unitLevels), (word, level) => {
        const post = postOf(word, level)
        expect(post === null || postFits(post, level)).toBe(true)
      }),
      runs,
    )
  })
  it('lets nobody give a post above his own level', () => {
    const rank = { nation: 0, province: 1, district: 2, commune: 3, village: 4, team: 4 }
    for (const role of roles) {
      for (const given of givableRoles(role, true)) {
        const [own, other] = [roleLevel[role], roleLevel[given]]
        if (own && other) expect(rank[other], `${role} gives ${given}`).toBeGreaterThanOrEqual(rank[own])
      }
    }
  })
})

describe('a pasted list', () => {
  it('is read with tabs, semicolons or commas, header left out', () => {
    expect(accountLines('Họ và tên\tSố điện thoại\tVai trò\tĐơn vị\nLê An\t0900 000 001\tLãnh đạo\tXã A\n\n')).toEqual([
      { line: 2, name: 'Lê An', signInName: '0900 000 001', post: 'Lãnh đạo', unit: 'Xã A' },
    ])
    expect(accountLines('Lê An; 0900000001; Chuyên viên; 19432')[0]?.unit).toBe('19432')
    expect(accountLines('Lê An, 0900000001, Chuyên viên')[0]).toMatchObject({ post: 'Chuyên viên', unit: '' })
  })
  it('never throws and keeps the number of each line', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (lines) => {
        const text = lines.join('\n')
        const read = accountLines(text)
        const raw = text.split(/\r\n|\r|\n/)
        for (const row of read) expect(raw[row.line - 1]?.trim()).not.toBe('')
      }),
      runs,
    )
  })
})

describe('time', () => {
  it('lasts to the end of the last day in Vietnam', () => {
    const span = validityOf('2026-11-23', '2026-11-27', now)
    expect(span?.validFrom.toISOString()).toBe('2026-11-22T17:00:00.000Z')
    expect(span?.validTo?.toISOString()).toBe('2026-11-27T17:00:00.000Z')
    expect(validityOf('2026-11-01', null, now)?.validFrom).toEqual(now)
    expect(validityOf('2026-11-23', '2026-11-22', now)).toBeNull()
  })
  it('lends no more than one holds', () => {
    const span = { validFrom: now, validTo: new Date('2026-12-01T00:00:00Z') }
    expect(delegationFits(span, { validTo: null })).toBe(true)
    expect(delegationFits(span, { validTo: new Date('2026-11-30T00:00:00Z') })).toBe(false)
    expect(delegationFits({ validFrom: now, validTo: null }, { validTo: null })).toBe(false)
    expect(delegationFits({ validFrom: now, validTo: new Date('2028-01-01') }, { validTo: null })).toBe(false)
  })
  it('sees overlap alike from both sides', () => {
    const instant = fc.integer({ min: 0, max: 100 }).map((n) => new Date(n * 1000))
    const span = fc.record({ validFrom: instant, validTo: fc.option(instant) })
    fc.assert(
      fc.property(span, span, (a, b) => {
        expect(overlap(a, b)).toBe(overlap(b, a))
      }),
      runs,
    )
  })
})
