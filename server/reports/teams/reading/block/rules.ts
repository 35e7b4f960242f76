import { searchKey } from '@/db/unit-names'
import { type FormRow, firstCodes } from '@/server/forms/rules'
import { clipboardGrid } from '@/server/reports/clipboard/rules'
import { parseFigure } from '@/server/reports/figures/rules'
import { Labels, symbolsOf } from '../labels/rules'
import { type Lexeme, lexemesOf } from '../lexemes/rules'
import { type ReadTeam, TeamNames } from '../names/rules'
import type { ReadFigure, Reading } from '../rules'
import { tokenize } from '../tokens/rules'

type Grid = readonly (readonly string[])[]
const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '')
const at = (row: readonly string[], column: number) => (row[column] ?? '').trim()
const isNumeric = (cell: string) => /^[\d., \u00a0]*\d[\d., \u00a0]*$/.test(cell.trim())

/** The cells of a pasted block: of a spreadsheet, of a .csv, or parted by spaces. `loose`: a blank cell would not be seen. */
function gridOf(text: string): { grid: Grid; loose: boolean } {
  if (text.includes('\t')) return { grid: clipboardGrid(text), loose: false }
  const lines = text.split(/\r\n|\r|\n/)
  const parted = lines.filter((line) => line.includes(';')).length
  if (parted > 0 && parted * 2 >= filled(lines).length) return { grid: clipboardGrid(text, ';'), loose: false }
  return { grid: lines.map((line) => line.trim().split(/ {2,}/)), loose: true }
}

const transposed = (grid: Grid): Grid => {
  const width = Math.max(0, ...grid.map((row) => row.length))
  return Array.from({ length: width }, (_, column) => grid.map((row) => row[column] ?? ''))
}

/** What columns hold, by their heads. */
type Heads = { above: number; below: number; codes: (string | null)[]; words: string[] }
/** Titles, a date and an issuer may stand above the heads. */
const headsWithin = 12

class BlockReader {
  private readonly names: TeamNames
  private readonly labels: Labels
  /** Heads and names come again in every row and column: each is read once. */
  private readonly codes = new Map<string, string | null>()

  constructor(teams: readonly ReadTeam[], rows: readonly FormRow[]) {
    this.names = new TeamNames(teams)
    this.labels = new Labels(rows)
  }

  read(text: string): Reading[] {
    const { grid, loose } = gridOf(text)
    const rows = this.isTurned(grid) ? transposed(grid) : grid
    const heads = this.headsOf(rows)
    const body = heads ? rows.slice(heads.below) : rows
    const nameColumn = this.nameColumn(body, heads)
    const columns = heads?.codes ?? this.placesOf(body, nameColumn)
    const width = heads ? filled(heads.words).length : (nameColumn ?? -1) + 1 + firstCodes.length
    const above = heads ? rows.slice(0, heads.above).filter((row) => !this.isHead(row)) : []
    if (heads && body.every((row) => filled(row).length === 0)) above.push(...rows.slice(heads.above))
    return [
      ...above.flatMap((row) => (filled(row).length > 0 ? [this.aside(row)] : [])),
      ...body.flatMap((row, i) => {
        if (filled(row).length === 0) return []
        if (heads && i === 0 && isCounted(row)) return [this.aside(row)]
        const isWhole = !loose || filled(row).length === width || filled(row).length === 1
        return [this.row(row, nameColumn, heads, isWhole ? columns : [])]
      }),
    ]
  }

  private code(head: string): string | null {
    const known = this.codes.get(head)
    if (known !== undefined) return known
    const code = this.labels.codeOfHead(head)
    this.codes.set(head, code)
    return code
  }

  private symbols(cell: string): string[] {
    return cell.length > 400 ? [] : symbolsOf(this.lexemes(cell))
  }

  private lexemes(cell: string): Lexeme[] {
    return lexemesOf(tokenize(cell, this.labels.codes), () => null)
  }

  /** Teams as columns and figures as rows: the first column names rows of the form. */
  private isTurned(grid: Grid): boolean {
    const wide = grid.slice(0, 200)
    const down = wide.filter((row) => row.some((cell, column) => column < 3 && this.code(cell) !== null)).length
    const across = Math.max(
      0,
      ...wide.slice(0, headsWithin).map((row) => row.filter((cell) => this.code(cell) !== null).length),
    )
    return down > 1 && across < 2 && grid.length <= 200
  }

  private headsOf(grid: Grid): Heads | null {
    let best: { row: number; count: number } | null = null
    for (const [i, row] of grid.slice(0, headsWithin).entries()) {
      const count = row.filter((cell) => this.code(cell) !== null).length
      if (count > (best?.count ?? 0) && !row.some(isNumeric)) best = { row: i, count }
    }
    if (!best) return null
    const isGroup = filled(grid[best.row - 1] ?? []).length > 1 && !grid[best.row - 1]?.some(isNumeric)
    const first = isGroup ? best.row - 1 : best.row
    let last = best.row
    while (this.isHead(grid[last + 1], 0.5)) last++
    const levels = grid.slice(first, last + 1)
    const words = levels.reduce<string[]>((below, row) => over(row, below), [])
    const codes = words.map((_, column) => this.headCode(levels, column))
    const once = codes.map((code) => (code !== null && codes.indexOf(code) === codes.lastIndexOf(code) ? code : null))
    return { above: best.row, below: last + 1, codes: once, words }
  }

  /** Heads may stand in several lines: words of units and topics, no figures and no team. */
  private isHead(row: readonly string[] | undefined, share = 0): boolean {
    if (!row || row.some(isNumeric) || filled(row).length < 2) return false
    const labels = row.filter((cell) => this.symbols(cell).some((symbol) => symbol.startsWith('=')))
    return labels.length > share * filled(row).length && !row.some((cell) => this.teamOf(cell.trim(), '') !== null)
  }

  /**
   * A head under another: "Dịch vụ công" over "Số buổi" and "Số lượt". An upper one that names no figure is left out, unless it
   * speaks of what is planned.
   */
  private headCode(levels: Grid, column: number): string | null {
    const lowest = levels.findLastIndex((row) => at(row, column) !== '')
    if (lowest < 0) return null
    const above = levels.slice(0, lowest).map((row) => this.lexemes(spread(row, column).slice(0, 400)))
    if (above.some((lexemes) => lexemes.some(({ sense }) => sense === 'other'))) return null
    const groups = above.map(symbolsOf).filter((symbols) => symbols.some((symbol) => symbol.startsWith('=')))
    const word = at(levels[lowest] ?? [], column)
    return groups.length === 0 ? this.code(word) : this.labels.codeOf([...groups.flat(), ...this.symbols(word)])
  }

  private nameColumn(body: Grid, heads: Heads | null): number | null {
    const width = Math.max(0, ...body.slice(0, 200).map((row) => row.length))
    const known = (column: number) =>
      body.slice(0, 200).filter((row) => this.teamOf(at(row, column), heads?.words[column] ?? '') !== null).length
    let best: { column: number; count: number } | null = null
    for (let column = 0; column < Math.min(width, 40); column++) {
      if (heads?.codes[column]) continue
      const count = known(column)
      if (count > (best?.count ?? 0)) best = { column, count }
    }
    if (best) return best.column
    const said =
      heads?.words.findIndex((word) => /^(?:ten )?(?:to|thon|don vi|dia ban|ban|ap)(?: |$)/.test(searchKey(word))) ?? -1
    if (said >= 0) return said
    const lettered = body.slice(0, 200).map((row) => row.findIndex((cell) => /\p{L}/u.test(cell) && !this.isNil(cell)))
    const first = lettered.filter((column) => column >= 0).sort((a, b) => a - b)[0]
    return first === undefined || heads?.codes[first] ? null : first
  }

  /** Without heads: the eight figures in the order of the form, when there are eight columns of them and no more. */
  private placesOf(body: Grid, nameColumn: number | null): (string | null)[] {
    const isFigures = (column: number) =>
      body.every((row) => at(row, column) === '' || !/\p{L}/u.test(at(row, column)) || this.isNil(at(row, column)))
    const width = Math.max(0, ...body.map((row) => row.length))
    const numbered = nameColumn === null && body.length > 1 && body.every((row, i) => at(row, 0) === String(i + 1))
    const from = nameColumn === null ? Number(numbered) : nameColumn + 1
    let to = from
    while (to < width && isFigures(to)) to++
    const isEnd = body.every((row) => row.slice(to).every((cell) => cell.trim() === '' || !isNumeric(cell)))
    const hasNothing = (column: number) => body.every((row) => at(row, column) === '')
    while (to > from + firstCodes.length && hasNothing(to - 1)) to--
    const places = Array.from({ length: width }, (): string | null => null)
    if (to - from !== firstCodes.length || !isEnd) return places
    for (const [i, code] of firstCodes.entries()) if (this.labels.rows.has(code)) places[from + i] = code
    return places
  }

  private isNil(cell: string): boolean {
    const said =
      cell.length > 100 ? [] : this.lexemes(cell).filter(({ sense }) => sense !== 'plain' && sense !== 'stop')
    return said.length === 1 && ['nil', 'none', 'no'].includes(said[0]?.sense ?? '')
  }

  /** The team that a cell names from end to end; a number under "Thôn" is that village's. */
  private teamOf(cell: string, head: string): { ids: readonly number[]; sure: boolean } | null {
    const isNumbered = /^\d{1,3}$/.test(cell) && /\p{L}/u.test(head) && !isCounter(head)
    const text = (isNumbered ? `${head} ${cell}` : cell).replace(/\s+/g, ' ')
    if (text.length > 200 || !/\p{L}/u.test(text)) return null
    const tokens = tokenize(text.replace(/^\s*\d{1,3}\s*[.)]\s+/, ''), new Set())
    const found = this.names.at(tokens, 0)
    if (!found || found.ids.length === 0) return null
    const rest = tokens.slice(found.next)
    const isWhole =
      rest.length === 0 ||
      rest[0]?.kind === 'open' ||
      rest[0]?.kind === 'line' ||
      rest[0]?.kind === 'dash' ||
      rest[0]?.kind === 'comma'
    return { ids: found.ids, sure: found.sure && isWhole }
  }

  private aside(row: readonly string[]): Reading {
    return {
      teamId: null,
      candidates: [],
      teamSaid: '',
      values: {},
      nil: false,
      unread: filled(row).map((cell) => cell.trim()),
    }
  }

  private row(
    row: readonly string[],
    nameColumn: number | null,
    heads: Heads | null,
    columns: readonly (string | null)[],
  ): Reading {
    const name = nameColumn === null ? '' : at(row, nameColumn)
    const team = nameColumn === null ? null : this.teamOf(name, heads?.words[nameColumn] ?? '')
    const reading: Reading = { ...this.aside([]), teamSaid: name }
    if (team?.sure && team.ids.length === 1) reading.teamId = team.ids[0] ?? null
    else reading.candidates = [...(team?.ids ?? [])]
    const told = row.flatMap((cell, column) =>
      column === nameColumn || cell.trim() === '' ? [] : [{ cell: cell.trim(), column }],
    )
    const isTotal = /^(?:tong|cong|tong cong|toan xa|toan phuong)(?: |$)/.test(searchKey(name)) && team === null
    const isNumber = (column: number) =>
      nameColumn !== null && column < nameColumn && !columns[column] && isCounter(heads?.words[column] ?? '')
    const said = told.filter(({ cell, column }) => !(isNumber(column) && /^\d{1,3}[.)]?$/.test(cell)))
    if (said.length === 1 && said[0] && this.isNil(said[0].cell) && !isTotal) return { ...reading, nil: true }
    for (const { cell, column } of said) {
      const code = isTotal ? null : (columns[column] ?? null)
      const figure = code === null ? null : this.figure(cell, code)
      if (code !== null && figure) reading.values[code] = figure
      else reading.unread.push(cell)
    }
    return reading
  }

  private figure(cell: string, code: string): ReadFigure | null {
    const row = this.labels.rows.get(code)
    if (!row) return null
    if (this.isNil(cell)) return { value: 0, said: cell }
    const parsed = parseFigure(cell, row.valueType, 'en')
    if (parsed.ok) return typeof parsed.value === 'number' ? { value: parsed.value, said: cell } : null
    // "35 hộ": the unit is that of the row, or the figure is of another.
    const unit = cell.length > 100 ? null : /^([\d., ]*\d)\s*(\p{L}.*)$/u.exec(cell)
    const bare = unit && parseFigure(unit[1] ?? '', row.valueType, 'en')
    if (!unit || !bare?.ok || typeof bare.value !== 'number') return { value: null, said: cell, problem: parsed.reason }
    const own = this.symbols(row.unitVi)
    const fits = own.length > 0 && this.symbols(unit[2] ?? '').join() === own.join()
    return fits ? { value: bare.value, said: cell } : { value: null, said: cell, problem: 'wrongUnit' }
  }
}

/** The column in which rows are numbered. */
const isCounter = (head: string): boolean => /^(?:|stt|tt|so tt|so thu tu|no)$/.test(searchKey(head))

/** A merged head stands in its first cell: a blank one after it is under it. */
const spread = (row: readonly string[], column: number): string =>
  row.slice(0, column + 1).findLast((cell) => cell.trim() !== '') ?? ''
/** The lowest words of each column. */
const over = (row: readonly string[], above: readonly string[]): string[] =>
  Array.from({ length: Math.max(row.length, above.length) }, (_, column) => at(row, column) || (above[column] ?? ''))

/** "(1) (2) (3)" or "A B 1 2" under the heads: the columns counted. */
const isCounted = (row: readonly string[]): boolean =>
  filled(row).length > 2 &&
  filled(row).every((cell) => /^(?:\(?\d{1,2}\)?|[A-D])$/.test(cell.trim())) &&
  numbersRise(filled(row))
const numbersRise = (cells: readonly string[]): boolean => {
  const numbers = cells.flatMap((cell) => (/\d/.test(cell) ? Number(cell.replace(/\D/g, '')) : []))
  return numbers.length > 0 && numbers.every((each, i) => i === 0 || each === (numbers[i - 1] ?? 0) + 1)
}

/**
 * A block pasted from a spreadsheet, with or without heads and a column of teams, as a proposal for each row. Without heads the
 * eight columns after the name are the eight figures of the form. Takes any text; nothing in it is taken as confirmed.
 */
export const readBlock = (
  text: string,
  { teams, rows }: { teams: readonly ReadTeam[]; rows: readonly FormRow[] },
): Reading[] => new BlockReader(teams, rows).read(text)
