import type { UnitType } from '@/db/enums'
import { unitTypeWords } from '@/db/unit-names'
import type { Say } from '../model/rules'

/** A unit in a document. `keepsType` where the officer says it himself, else by its name. */
export type Place = { type: UnitType; name: string; keepsType?: boolean }

/** Persons and events after whom communes and cities of today are called: names, so data and no sentences. */
const remembered = new Set([
  ...['Bế Văn Đàn', 'Chu Văn An', 'Dương Minh Châu', 'Đào Duy Từ', 'Đặng Thùy Trâm', 'Điện Biên Phủ', 'Đốc Binh Kiều'],
  ...['Hai Bà Trưng', 'Hà Huy Tập', 'Hoàng Hoa Thám', 'Hoàng Văn Thụ', 'Hồ Chí Minh', 'Hồ Đắc Kiện', 'Hồ Thị Kỷ'],
  ...['Khúc Thừa Dụ', 'Kim Đồng', 'Lê Chân', 'Lê Đại Hành', 'Lê Hồng Phong', 'Lê Ích Mộc', 'Lê Lợi', 'Lê Quý Đôn'],
  ...['Lê Thanh Nghị', 'Lương Thế Trân', 'Lương Văn Tri', 'Lưu Nghiệp Anh', 'Lý Bôn', 'Lý Thường Kiệt', 'Lý Văn Lâm'],
  ...['Ngô Mây', 'Ngô Quyền', 'Nguyễn Bỉnh Khiêm', 'Nguyễn Du', 'Nguyễn Đại Năng', 'Nguyễn Huệ', 'Nguyễn Lương Bằng'],
  ...['Nguyễn Nghiêm', 'Nguyễn Phích', 'Nguyễn Trãi', 'Nguyễn Úy', 'Nguyễn Văn Linh', 'Nguyễn Việt Khái'],
  ...['Nùng Trí Cao', 'Phạm Ngũ Lão', 'Phạm Sư Mạnh', 'Phan Đình Phùng', 'Phan Ngọc Hiển', 'Quách Phẩm', 'Quang Trung'],
  ...['Tạ An Khương', 'Thục Phán', 'Tô Hiệu', 'Tống Trân', 'Trần Hưng Đạo', 'Trần Lãm', 'Trần Liễu', 'Trần Nhân Tông'],
  ...['Trần Phán', 'Trần Phú', 'Trần Văn Thời', 'Triệu Việt Vương', 'Trương Quang Trọng', 'Trừ Văn Thố'],
])

const key = (name: string) => name.normalize('NFC').trim()

/** A unit called by a number, a person or an event is always called with its type, in capitals: "Phường 7" (domain.md 22.34). */
export const keepsType = ({ name, keepsType }: Place): boolean =>
  keepsType ?? (/^\d/.test(key(name)) || remembered.has(key(name)))

/** As it stands before the day: "Lìa, ngày …", "Phường 7, ngày …". */
export const placeLine = (place: Place): string =>
  keepsType(place) ? `${unitTypeWords[place.type]} ${key(place.name)}` : key(place.name)

/** Within a sentence: "xã Lìa", "Phường Hoàng Văn Thụ"; in English "Lìa Commune". */
export const placeName = (say: Say, place: Place): string =>
  say('unit', { type: place.type, keeps: keepsType(place) ? 'yes' : 'no', name: key(place.name) })

const typeWords = Object.values(unitTypeWords).filter((word) => word !== '')

/** A full name within a sentence: "Thôn Tân Lập" as "thôn Tân Lập"; "Thôn 5", and what begins with no type, as it is. */
export function inSentence(fullName: string): string {
  const name = key(fullName)
  const word = typeWords.find((each) => name.startsWith(`${each} `))
  if (!word || keepsType({ type: 'thon', name: name.slice(word.length + 1) })) return name
  return name.charAt(0).toLowerCase() + name.slice(1)
}
