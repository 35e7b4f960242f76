/**
 * Chance without chance: rolls cut out of 64-bit hashes of a unit's code (its character, `u`) and of code and period
 * (the month's luck, `r`), six rolls of ten bits a hash. The same seed number gives the same database on every machine.
 */
export class Rolls {
  private used = 0

  constructor(
    private readonly column: 'u' | 'r' | 'q',
    private readonly text: string,
  ) {}

  /** SQL of a number in [0, 1), float8. Each call is another roll. */
  next(): string {
    const at = this.used++
    return `(((${this.column}${Math.floor(at / 6)} >> ${(at % 6) * 10}) & 1023)::float8 / 1024)`
  }

  /** SQL of the hash columns that the rolls so far are cut from. `seed` is an SQL expression of a bigint. */
  hashes(seed: string): string {
    const offset = { u: 0, r: 100, q: 200 }[this.column]
    return Array.from(
      { length: Math.ceil(this.used / 6) },
      (_, i) => `hashtextextended(${this.text}, ${seed} * 1000 + ${offset + i}) as ${this.column}${i}`,
    ).join(', ')
  }
}

/** SQL text of a constant. */
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`

/** SQL that picks one of the sentences by a roll. */
export const pick = (sentences: readonly string[], roll: string) =>
  `(array[${sentences.map(literal).join(', ')}])[1 + floor(${sentences.length} * ${roll})::int]`
