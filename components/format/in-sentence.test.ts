import { expect, it } from 'vitest'
import { atStart, inSentence, wardWord } from './in-sentence'

it('a unit inside a sentence and at its start', () => {
  expect(['Xã Lìa', 'Đặc khu Cồn Cỏ', 'Thành phố Huế', 'Việt Nam', ''].map(inSentence)).toEqual([
    'xã Lìa',
    'đặc khu Cồn Cỏ',
    'thành phố Huế',
    'Việt Nam',
    '',
  ])
  expect(['thôn 1', 'ấp Đông', 'đội 2', ''].map(atStart)).toEqual(['Thôn 1', 'Ấp Đông', 'Đội 2', ''])
})

it('wards have residential groups', () => {
  expect(['Phường Đông Hà', 'Thị trấn Krông Klang', 'Tổ dân phố 5', 'Xã Lìa', 'Thôn 1'].map(wardWord)).toEqual([
    'yes',
    'yes',
    'yes',
    'no',
    'no',
  ])
})
