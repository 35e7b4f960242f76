import { fullNameOf } from '@/db/unit-names'

/** "Tổ công nghệ số cộng đồng Thôn Tân Lập": how a team is called in full. */
export const teamFullName = (name: string): string => fullNameOf('to_cnscd', name)

/** How coverage changes from `before` to `after`: villages that leave and villages that come. */
export function coverageChange(
  before: readonly number[],
  after: readonly number[],
): { leaves: number[]; comes: number[] } {
  const [old, next] = [new Set(before), new Set(after)]
  return { leaves: [...old].filter((id) => !next.has(id)), comes: [...next].filter((id) => !old.has(id)) }
}
