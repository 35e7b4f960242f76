/**
 * "Xã Lìa" inside a sentence: "UBND xã Lìa". Labels follow the unit (domain.md 22.33); a name without a word of its type
 * stays as it is.
 */
export const inSentence = (fullName: string): string =>
  fullName === 'Việt Nam' ? fullName : fullName.charAt(0).toLowerCase() + fullName.slice(1)

/** "thôn 1" where it stands alone, as in a cell: "Thôn 1". */
export const atStart = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

/** Whether one speaks of a "tổ dân phố" (in wards and townships) or of a "thôn", by the unit or one of them: `ward` in messages. */
export const wardWord = (fullName: string): 'yes' | 'no' =>
  /^(Phường|Thị trấn|Tổ dân phố) /.test(fullName) ? 'yes' : 'no'
