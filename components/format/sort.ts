const collator = new Intl.Collator('vi', { numeric: true })

/** Vietnamese order of names of units, in both languages: An Giang, Bình, Dak, Đà Nẵng; Tổ 2 before Tổ 10. */
export function compareVietnamese(a: string, b: string): number {
  return collator.compare(a, b)
}
