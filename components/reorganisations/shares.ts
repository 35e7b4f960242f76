import { whole } from '@/server/units/tree/rules'

/** Hundred-millionths in one percent. */
const onePercent = whole / 100

/** '60' · '33,333333' · '12.5%' → hundred-millionths of the whole. Null: no share above 0 and at most 100. */
export function shareTyped(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,6}))?\s*%?$/.exec(text.trim())
  if (!match) return null
  const share = Number(match[1]) * onePercent + Number((match[2] ?? '').padEnd(6, '0'))
  return share > 0 && share <= whole ? share : null
}

/** 33,333,333 hundred-millionths → '33,333333': as few decimals as say it. */
export function shareShown(share: number, locale: string): string {
  const decimals = String(share % onePercent)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const point = locale === 'vi' ? ',' : '.'
  return `${Math.floor(share / onePercent)}${decimals ? point + decimals : ''}`
}
