import { searchKey } from '@/db/unit-names'
import type { Day } from '../../../calendar/rules'
import { mayBecome } from '../../../units/plan/rules'
import { whole } from '../../../units/tree/rules'
import type { Drafter } from '../../rules'
import {
  type ImportFile,
  type ImportTable,
  type Recognised,
  recogniseAll,
  type TableKind,
  type UnitCode,
} from '../columns/rules'
import { GazetteerReader, type GazetteerUnit, keyOf, type Source, splitName } from '../gazetteer/rules'
import { linesFrom, type MappedEdge, type Outcome, type Register, type Standing } from '../lines/rules'
import { type MappingProblem, type MappingRow, readMapping, type WrongMapping } from '../mapping/rules'
import type { ImportProblem, ImportRow, Verdict } from '../rules'

export type Judgement = Pick<Outcome, 'lines' | 'missing'> & {
  tables: ImportTable[]
  rows: ImportRow[]
  /** Units that the rows that cannot be taken speak of, and those that are missing. */
  leftOut: ReadonlySet<number>
  recognised: (Recognised | null)[]
}

export type JudgeGiven = {
  files: readonly ImportFile[]
  register: Register
  drafter: Drafter
  on: Day
  complete: boolean
}

/** A verdict for every row of the files, and the lines that follow from those that can be taken. Writes and reads nothing else. */
export function judge(given: JudgeGiven): Judgement {
  return new Judge(given).judgement()
}

class Judge {
  private readonly rows: ImportRow[] = []
  private readonly leftOut = new Set<number>()
  private readonly doubtful = new Set<string>()
  private readonly unsure = new Set<number>()
  private readonly listed = new Map<string, GazetteerUnit>()
  private readonly edges: MappedEdge[] = []
  private readonly all: ReturnType<typeof recogniseAll>

  constructor(private readonly given: JudgeGiven) {
    this.all = recogniseAll(given.files)
  }

  judgement(): Judgement {
    this.readUnits()
    this.readMappings()
    const { register, drafter, complete } = this.given
    const units = [...this.listed.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    const outcome = linesFrom({
      register,
      drafter,
      units,
      edges: this.edges,
      doubtful: this.doubtful,
      unsure: this.unsure,
      complete,
    })
    const going = new Map<number, GazetteerUnit>()
    for (const { unit, goesOn, differences } of outcome.becoming.values()) {
      if (goesOn) going.set(goesOn.id, unit)
      const verdict = goesOn ? (differences.length > 0 ? 'differs' : 'equal') : 'new'
      this.say(unit, verdict, { ...unit, differences })
    }
    for (const { row, old, into } of this.edges) {
      const name = 'listed' in into ? into.listed.name : into.standing.name
      const itself = 'standing' in into && into.standing.id === old.id && this.siblings(old) === 1
      const stays = itself || going.has(old.id)
      const verdict = stays ? 'goesOn' : this.siblings(old) > 1 ? 'part' : 'whole'
      const { share, padded, guessed, next, oldName } = row
      const otherName = oldName === '' || isCalled(old, oldName) ? null : old.name
      const about = { level: old.level, code: old.code, name: old.name, next: { code: next.code, name } }
      this.say(row, verdict, {
        ...about,
        share: verdict === 'part' ? share : whole,
        padded,
        guessed,
        otherName,
        assumed: verdict !== 'part' && share === null,
      })
    }
    for (const { id } of outcome.missing) this.leftOut.add(id)
    this.rows.sort((a, b) => a.table - b.table || a.line - b.line)
    const { lines, missing } = outcome
    return {
      ...{ lines, missing, rows: this.rows, leftOut: this.leftOut },
      ...{ tables: this.all.map((each) => each.table), recognised: this.all.map((each) => each.recognised) },
    }
  }

  private siblingsOf: Map<number, number> | null = null
  private siblings(old: Standing): number {
    this.siblingsOf ??= this.edges.reduce(
      (map, edge) => map.set(edge.old.id, (map.get(edge.old.id) ?? 0) + 1),
      new Map(),
    )
    return this.siblingsOf.get(old.id) ?? 0
  }

  private say({ table, line }: Source, verdict: Verdict, about: Partial<ImportRow> = {}): void {
    const { problem = null, text = '', level = null, code = '', name = '', next = null } = about
    const { share = null, differences = [], padded = false, assumed = false, otherName = null } = about
    const { guessed = [] } = about
    this.rows.push({
      ...{
        table,
        line,
        verdict,
        problem,
        text,
        level,
        code,
        name,
        next,
        share,
        differences,
        padded,
        guessed,
        assumed,
        otherName,
      },
    })
  }

  private refuseUnit(source: Source, about: Partial<ImportRow> & { problem: ImportProblem }): void {
    this.say(source, 'wrong', about)
    if (!about.level || !about.code || about.problem === 'twice') return
    const key = keyOf({ level: about.level, code: about.code })
    const bearer = this.given.register.eve.get(key)
    if (bearer) this.leftOut.add(bearer.id)
  }

  private tables(kind: TableKind): { place: number; recognised: Recognised }[] {
    return this.all.flatMap(({ recognised }, place) => (recognised?.kind === kind ? [{ place, recognised }] : []))
  }

  private readUnits(): void {
    const reader = new GazetteerReader(this.given.on)
    for (const { place, recognised } of this.tables('gazetteer')) reader.read(place, recognised)
    for (const { problem, text, level, code, ...source } of reader.wrong)
      this.refuseUnit(source, { problem, text, level, code })
    for (const [key, unit] of reader.units) {
      const province = this.provinceOf(unit, reader.units)
      if (province === null) {
        this.refuseUnit(unit, { ...unit, problem: 'unknownParent', text: unit.parent?.code ?? '' })
        continue
      }
      if (province === this.given.drafter.path || this.given.drafter.level === 'nation') this.listed.set(key, unit)
      else this.say(unit, 'outside', { ...unit })
    }
  }

  /** The path of the province that a unit is said to lie in; '' for one that is new, null when what it lies in is nowhere. */
  private provinceOf(unit: GazetteerUnit, units: ReadonlyMap<string, GazetteerUnit>): string | null {
    if (unit.parent === null) return ''
    const key = keyOf(unit.parent)
    const above = units.get(key)
    const standing = this.given.register.day.get(key)
    if (above && unit.parent.level === 'district') return this.provinceOf(above, units)
    if (standing) return this.given.register.byId.get(standing.province)?.path ?? ''
    return above ? '' : null
  }

  private readMappings(): void {
    const sound: MappedEdge[] = []
    const refused: WrongMapping[] = []
    const refuse = (row: MappingRow, problem: MappingProblem, text = '') => refused.push({ ...row, problem, text })
    const pairs = new Set<string>()
    for (const { place, recognised } of this.tables('mapping')) {
      const read = readMapping(place, recognised)
      refused.push(...read.wrong)
      for (const row of read.rows) {
        const old = this.given.register.eve.get(keyOf(row.old))
        const pair = `${keyOf(row.old)} ${keyOf(row.next)}`
        if (!old) refuse(row, 'oldUnknown', row.old.code)
        else if (!this.mayChange(old))
          this.say(row, 'outside', { ...old, next: { code: row.next.code, name: row.newName } })
        else if (old.ended) refuse(row, 'oldEnded', row.old.code)
        else if (pairs.has(pair)) refuse(row, 'rowTwice', row.next.code)
        else {
          const into = this.targetOf(row.next)
          if (!into) refuse(row, 'newUnknown', row.next.code)
          else if (!mayBecome(old.level, row.next.level)) refuse(row, 'otherLevel', row.next.code)
          else sound.push({ row, old, into })
        }
        pairs.add(pair)
      }
    }
    // What is left of a unit's rows says something else than all of them: they stand or fall together.
    const broken = new Set(refused.flatMap(({ old, problem }) => (old && problem !== 'rowTwice' ? [keyOf(old)] : [])))
    const byOld = new Map<string, MappedEdge[]>()
    for (const edge of sound) {
      const key = keyOf(edge.old)
      const edges = byOld.get(key)
      if (broken.has(key)) refuse(edge.row, 'otherRowWrong', edge.old.code)
      else if (edges) edges.push(edge)
      else byOld.set(key, [edge])
    }
    for (const edges of byOld.values()) {
      const problem = sharesProblem(edges.map(({ row }) => row))
      if (problem) for (const { row } of edges) refuse(row, problem)
      else this.edges.push(...edges)
    }
    for (const wrong of refused) this.refuseMapping(wrong)
  }

  private refuseMapping({ problem, text, old, next, ...source }: WrongMapping): void {
    const { eve, day } = this.given.register
    const before = old ? eve.get(keyOf(old)) : undefined
    const about = { level: old?.level ?? null, code: old?.code ?? '', name: before?.name ?? '' }
    const name = next ? (this.listed.get(keyOf(next))?.name ?? day.get(keyOf(next))?.name ?? '') : ''
    this.say(source, 'wrong', { ...about, problem, text, next: next && { code: next.code, name } })
    if (problem === 'rowTwice') return
    if (next) this.doubtful.add(keyOf(next))
    if (before) this.unsure.add(before.id)
    for (const standing of [before, next ? day.get(keyOf(next)) : undefined])
      if (standing) this.leftOut.add(standing.id)
  }

  /** The nation all, a province what lies in it. */
  private mayChange(old: Standing): boolean {
    const { level, path } = this.given.drafter
    return level === 'nation' || (old.level !== 'province' && old.path.startsWith(path))
  }

  private targetOf(code: UnitCode): MappedEdge['into'] | null {
    const listed = this.listed.get(keyOf(code))
    if (listed) return { listed }
    const standing = this.given.register.day.get(keyOf(code))
    return standing && this.mayChange(standing) ? { standing } : null
  }
}

const isCalled = ({ level, name }: Standing, written: string): boolean =>
  [written, splitName(written, level)?.name ?? ''].some((each) => searchKey(each) === searchKey(name))

/** Why the rows of one old unit cannot all be true. */
function sharesProblem(rows: readonly MappingRow[]): MappingProblem | null {
  const [first] = rows
  if (rows.length === 1) return first?.part ? 'restMissing' : null
  const known = rows.flatMap(({ share }) => share ?? [])
  const sum = known.reduce((all, share) => all + share, 0)
  if (sum > whole || known.includes(whole) || (known.length < rows.length && sum >= whole)) return 'sharesTooMuch'
  return known.length === rows.length && sum !== whole ? 'sharesNotWhole' : null
}
