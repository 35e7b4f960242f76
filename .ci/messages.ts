/**
 * What the product says, checked: both languages have the same keys and the same ICU arguments, every key named in the
 * code exists, every closed list of words has labels, and no sentence stands in the code instead of in messages/.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import * as activityEnums from '@/db/activity-enums'
import * as commonEnums from '@/db/enums'
import * as rosterEnums from '@/db/roster-enums'
import * as teamEnums from '@/db/team-enums'
import * as trainingEnums from '@/db/training-enums'
import { loadMessages, type MessageTree } from '@/messages/load'
import { locales } from '@/messages/locales'

const enums = { ...commonEnums, ...activityEnums, ...rosterEnums, ...teamEnums, ...trainingEnums }
const root = process.cwd()
const problems: string[] = []
const trees = { vi: loadMessages('vi'), en: loadMessages('en') }

function leaves(tree: MessageTree, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    const at = path ? `${path}.${key}` : key
    if (typeof value === 'string') found.set(at, value)
    else for (const [inner, text] of leaves(value, at)) found.set(inner, text)
  }
  return found
}

/** The arguments of a message as "name:kind"; a plural and a plain number are told apart, tags included. */
function argumentsOf(elements: MessageFormatElement[], into = new Set<string>()): Set<string> {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue
    into.add(element.value)
    if (element.type === TYPE.tag) argumentsOf(element.children, into)
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options)) argumentsOf(option.value, into)
    }
  }
  return into
}

const flat = { vi: leaves(trees.vi), en: leaves(trees.en) }

for (const locale of locales) {
  for (const [key, text] of flat[locale]) {
    if (text.trim() === '') problems.push(`messages/${locale}: ${key} is empty`)
    if (text.normalize('NFC') !== text) problems.push(`messages/${locale}: ${key} is not in composed form (NFC)`)
  }
}
for (const key of new Set([...flat.vi.keys(), ...flat.en.keys()])) {
  const [vi, en] = [flat.vi.get(key), flat.en.get(key)]
  if (vi === undefined || en === undefined) {
    problems.push(`messages/${vi === undefined ? 'vi' : 'en'}: ${key} is missing`)
    continue
  }
  try {
    const [a, b] = [vi, en].map((text) => [...argumentsOf(parse(text))].sort().join(', '))
    if (a !== b) problems.push(`messages: ${key} takes {${a}} in vi but {${b}} in en`)
  } catch (error) {
    problems.push(`messages: ${key} does not parse: ${error instanceof Error ? error.message : error}`)
  }
  if (/nộp báo cáo/i.test(vi)) problems.push(`messages/vi: ${key} says "nộp báo cáo"; a unit "gửi" (domain words)`)
}

for (const [name, words] of Object.entries(enums)) {
  if (!Array.isArray(words) || name === 'villageTypes') continue
  for (const word of words) {
    if (!flat.vi.has(`enums.${name}.${word}`)) problems.push(`messages: enums.${name}.${word} has no label`)
  }
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const keys = flat.vi
const branches = new Set(
  [...keys.keys()].flatMap((key) => key.split('.').map((_, i, all) => all.slice(0, i).join('.'))),
)

const declared =
  /(?:const|let)\s+(\w+)\s*=\s*(?:await\s+)?(?:useTranslations|getTranslations)\(\s*(?:'([\w.]+)'|\{[^}]*?namespace:\s*'([\w.]+)'[^}]*\})?\s*\)/g

interface Translator {
  name: string
  namespace: string
  from: number
}

/** Line breaks are kept, so that a position still gives its line. */
const withoutComments = (text: string) =>
  text.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`\\])\/\/[^\n]*/g, (match, before: string | undefined) =>
    before === undefined ? match.replace(/[^\n]/g, ' ') : before + ' '.repeat(match.length - before.length),
  )

function checkKeys(file: string, text: string): void {
  const line = (index: number) => text.slice(0, index).split('\n').length
  const translators: Translator[] = [...text.matchAll(declared)].map((match) => ({
    name: match[1] ?? '',
    namespace: match[2] ?? match[3] ?? '',
    from: match.index,
  }))
  for (const name of new Set(translators.map((translator) => translator.name))) {
    const calls = new RegExp(`(?<![\\w.])${name}(?:\\.(?:rich|markup|raw|has))?\\(\\s*(?:'([^']+)'|\`([^\`]*)\`)`, 'g')
    for (const call of text.matchAll(calls)) {
      // The nearest declaration above is the one in reach: functions of a file stand one after another.
      const owner = translators.findLast((translator) => translator.name === name && translator.from < call.index)
      if (!owner) continue
      const full = (key: string) => (owner.namespace ? `${owner.namespace}.${key}` : key)
      const where = `${file}:${line(call.index)}`
      if (call[1] !== undefined && !keys.has(full(call[1])))
        problems.push(`${where} says ${full(call[1])}, which is no message`)
      const open = call[2]?.split('${')[0]
      if (open === undefined) continue
      const branch = full(open).replace(/\.[^.]*$/, '')
      if (!branches.has(branch) && !keys.has(branch))
        problems.push(`${where} says ${full(open)}…, of which there is none`)
    }
  }
}

/** A reason thrown by a command is a key under `errors`, so that whoever is refused reads a sentence. */
function checkReasons(file: string, text: string): void {
  const thrown =
    /new (?:NotFound|Forbidden|Conflict|Invalid|NotNow|DomainError)\(\s*(?:'[A-Z]\w+',\s*)?'([a-z]\w*\.[\w.]+)'/g
  for (const match of text.matchAll(thrown)) {
    if (!keys.has(`errors.${match[1]}`))
      problems.push(`${file} throws ${match[1]}, but errors.${match[1]} is no message`)
  }
}

/** Words of dates and amounts live with their formatters: they are grammar, not sentences. */
const mayHoldWords = ['components/format/']

function checkSentences(file: string, text: string): void {
  if (mayHoldWords.some((folder) => file.startsWith(folder))) return
  for (const [index, row] of text.split('\n').entries()) {
    if (/[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ\u1ea0-\u1ef9]/i.test(row)) {
      problems.push(`${file}:${index + 1} holds a Vietnamese sentence; it belongs in messages/`)
    }
  }
}

for (const folder of ['app', 'components', 'server']) {
  for (const path of sources(join(root, folder))) {
    if (/\.(test|spec)\.tsx?$/.test(path)) continue
    const file = relative(root, path)
    const text = withoutComments(readFileSync(path, 'utf8'))
    checkKeys(file, text)
    if (folder === 'server') checkReasons(file, text)
    else checkSentences(file, text)
  }
}

for (const problem of problems) console.log(problem)
console.log(
  problems.length === 0 ? `messages: ${keys.size} in two languages, complete` : `messages: ${problems.length} problems`,
)
process.exit(problems.length === 0 ? 0 : 1)
