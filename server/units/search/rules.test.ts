import { describe, expect, it } from 'vitest'
import { likePatterns, searchTerms, splitPlaces } from './rules'

describe('searchTerms', () => {
  it.each([
    ['Ba Đình', ['ba dinh']],
    ['P. Ba Đình', ['p ba dinh', 'ba dinh']],
    ['phường 05', ['phuong 05', '5']],
    ['Q1', ['q1', '1']],
    ['TP.HCM', ['tp hcm', 'hcm']],
    ['tinh ha giang', ['tinh ha giang', 'ha giang']],
    ['Bản Lầu', ['ban lau', 'lau']],
    ['thi tran', ['thi tran']],
    ['  ', []],
    ['%_', []],
  ])('%s looks for %j', (typed, keys) => expect(searchTerms(typed).keys).toEqual(keys))

  it('knows the type that was named and the marks that were typed', () => {
    expect(searchTerms('Phường Hoà Bình')).toMatchObject({ types: ['phuong'], marked: 'hòa bình' })
    expect(searchTerms('P. Ba Đình')).toMatchObject({ types: ['phuong'], marked: 'ba đình' })
    expect(searchTerms('hoa binh').marked).toBeNull()
    expect(searchTerms('Ba Dinh').marked).toBeNull()
  })
})

it('short keys are looked for as whole words', () => {
  expect(likePatterns('5')).toEqual(['5', '5 %', '% 5'])
  expect(likePatterns('ba dinh')).toEqual(['%ba dinh%'])
})

it.each([
  ['Tân Tiến', 'Tân Tiến', []],
  ['Tân Tiến, An Dương, TP. Hải Phòng', 'Tân Tiến', ['an duong', 'hai phong']],
  ['xã Tân Tiến huyện An Dương', 'xã Tân Tiến', ['an duong']],
  ['Thành phố Thanh Hóa tỉnh Thanh Hóa', 'Thành phố Thanh Hóa', ['thanh hoa']],
  ['thị xã Bỉm Sơn', 'thị xã Bỉm Sơn', []],
  ['xa quan son', 'xa quan son', []],
  [', ', '', []],
])('%s is a name and the places it lay in', (typed, name, places) => {
  expect(splitPlaces(typed)).toEqual({ name, places })
})
