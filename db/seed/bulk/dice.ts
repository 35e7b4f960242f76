import { createHash } from 'node:crypto'

/** Eight numbers in [0, 1) that belong to a text: the same on every machine. */
export function diceOf(text: string): [number, number, number, number, number, number, number, number] {
  const digest = createHash('md5').update(text).digest()
  const at = (i: number) => digest.readUInt16BE(i * 2) / 65_536
  return [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)]
}

/** An id that belongs to a text, in the form of RFC 9562 (version 5). */
export const uuidOf = (text: string): string =>
  createHash('md5')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-5$3-8$4-$5')

export const pickOf = <Item>(items: readonly Item[], die: number): Item => items[Math.floor(die * items.length)] as Item
