import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullNameOf, searchKey, storedName, traditionalTone } from './unit-names'

describe('traditionalTone', () => {
  it.each([
    ['Hoà', 'Hòa'],
    ['Thuỷ', 'Thủy'],
    ['HOÀ BÌNH', 'HÒA BÌNH'],
    ['Uỷ ban', 'Ủy ban'],
    ['Pa Khoá', 'Pa Khóa'],
    ['Xuân Hoè', 'Xuân Hòe'],
    ['Hoàng Quý', 'Hoàng Quý'],
    ['Quỳnh Lưu', 'Quỳnh Lưu'],
    ['Huỳnh Thúc', 'Huỳnh Thúc'],
    ['Toàn Thắng', 'Toàn Thắng'],
    ['Hoài Đức', 'Hoài Đức'],
    ['Khuỷu', 'Khuỷu'],
    ['Hòa Thủy', 'Hòa Thủy'],
  ])('%s is written %s', (given, stored) => expect(traditionalTone(given)).toBe(stored))

  it('takes decomposed text and gives composed text', () => {
    expect(traditionalTone('Hoà'.normalize('NFD'))).toBe('Hòa')
  })

  it('changes nothing twice and never what is searched', () => {
    const syllable = fc.constantFrom('Hoà', 'Thuỷ', 'Quý', 'Hoàng', 'Khoẻ', 'UỶ', 'Lạng', 'đoá', 'Ea')
    fc.assert(
      fc.property(fc.array(syllable, { minLength: 1 }), (words) => {
        const once = traditionalTone(words.join(' '))
        expect(traditionalTone(once)).toBe(once)
        expect(searchKey(once)).toBe(searchKey(words.join(' ')))
      }),
      { numRuns: 300 },
    )
  })
})

describe('storedName', () => {
  it('drops double spaces, leading zeros and curly apostrophes', () => {
    expect(storedName('Tạ An Khương  Đông ')).toBe('Tạ An Khương Đông')
    expect(storedName('05')).toBe('5')
    expect(storedName('M’Drắk')).toBe("M'Drắk")
    expect(storedName('10')).toBe('10')
  })
})

describe('searchKey', () => {
  it('drops marks, đ and everything that is no letter or digit', () => {
    expect(searchKey('Bà Rịa - Vũng Tàu')).toBe('ba ria vung tau')
    expect(searchKey('  Đắk  Lắk ')).toBe('dak lak')
    expect(searchKey('Hoà')).toBe(searchKey('Hòa'))
  })
})

it('fullNameOf puts the word of the type before the name', () => {
  expect(fullNameOf('phuong', 'Ba Đình')).toBe('Phường Ba Đình')
  expect(fullNameOf('thanh_pho_thuoc_tinh', 'Sơn La')).toBe('Thành phố Sơn La')
  expect(fullNameOf('nation', 'Việt Nam')).toBe('Việt Nam')
})
