import { diceOf, pickOf } from './dice'

// Syllables put together by dice: whoever bears such a name by chance is not meant.
const families = [
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Võ',
  'Đặng',
  'Bùi',
  'Hồ',
  'Dương',
  'Mai',
  'Đinh',
  'Lương',
  'Trương',
  'Cao',
  'Thái',
]
const men = {
  middle: ['Văn', 'Đức', 'Quang', 'Hữu', 'Minh', 'Công', 'Xuân', 'Thanh'],
  given: [
    'An',
    'Bình',
    'Cường',
    'Dũng',
    'Hải',
    'Hòa',
    'Khánh',
    'Lâm',
    'Long',
    'Nam',
    'Phong',
    'Quân',
    'Sơn',
    'Thắng',
    'Tùng',
    'Vinh',
  ],
}
const women = {
  middle: ['Thị', 'Thị Thu', 'Thị Kim', 'Ngọc', 'Thị Thanh', 'Phương', 'Thị Minh', 'Hồng'],
  given: [
    'Anh',
    'Bích',
    'Dung',
    'Giang',
    'Hà',
    'Hạnh',
    'Hoa',
    'Lan',
    'Liên',
    'Mai',
    'Nga',
    'Nhung',
    'Oanh',
    'Thảo',
    'Trang',
    'Yến',
  ],
}

export type SeedName = { fullName: string; sortName: string }

/** An invented name; `sortName` begins with the given name (domain.md section 17). */
export function nameOf(text: string): SeedName {
  const [sex, family, middle, given] = diceOf(`name/${text}`)
  const lists = sex < 0.55 ? men : women
  const rest = `${pickOf(families, family)} ${pickOf(lists.middle, middle)}`
  const last = pickOf(lists.given, given)
  return { fullName: `${rest} ${last}`, sortName: `${last} ${rest}` }
}
