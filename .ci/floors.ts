import fs from 'node:fs'
import path from 'node:path'
import { type Edge, edgesOf, readSources, type Sources } from './imports'

const floors = ['app', 'components', 'server', 'db', 'e2e']
/** The words of a noun from the door down; each imports only what stands after it. `sheet`, `document`: files in and out. */
const words = ['router', 'commands', 'sheet', 'document', 'queries', 'policy', 'schema', 'rules']
const beside = new Set(['sheet', 'document'])
/** Folders of server/ that are not nouns and have names of their own. */
const notNouns = new Set(['auth', 'sheets'])
/** Files that make or fill a database before anybody has an identity. */
const makers = /^db\/(migrate|init|url|roles|connect|embedded|cluster-folder|client|session)\.ts$|^db\/(seed|testing)\//

/** Files of db that are words and no more: every floor below components may read them. */
const wordLists = /^db\/(([a-z]+-)?enums|unit-names|agency-names)\.ts$/

/** How values travel: the one file of server that its browser side runs as well. */
const wire = 'server/wire.ts'

const floorOf = (file: string) => file.split('/')[0] ?? ''
const isTest = (file: string) => /\.(test|spec)\.tsx?$/.test(file)
const stem = (file: string) => path.posix.basename(file).replace(/\.tsx?$/, '')

/** The noun of a server file: its folder below server/, or null at the root and in folders that are no nouns. */
export function nounOf(file: string): string | null {
  const parts = file.split('/')
  if (parts[0] !== 'server' || parts.length < 3 || notNouns.has(parts[1] ?? '')) return null
  return parts.slice(1, -1).join('/')
}

const wordOf = (file: string) => (nounOf(file) && words.includes(stem(file)) ? stem(file) : null)
const depth = (word: string) => words.indexOf(beside.has(word) ? 'sheet' : word)
const between =
  (from: string, ...to: string[]) =>
  ({ from: f, to: t, ours }: Edge) =>
    ours && floorOf(f) === from && to.includes(floorOf(t))
const at =
  (pattern: RegExp) =>
  ({ to, ours }: Edge) =>
    ours && pattern.test(to)
const packageIs =
  (pattern: RegExp) =>
  ({ to, ours }: Edge) =>
    !ours && pattern.test(to)

/** A sentence, and the imports that break it; tests may import what they test, unless `testsToo`. Read top to bottom they are section 1 of the architecture. */
type Rule = { says: string; broken: (edge: Edge) => boolean; testsToo?: true }
export const rules: Rule[] = [
  { says: 'Nobody imports app.', testsToo: true, broken: (e) => floorOf(e.from) !== 'app' && at(/^app\//)(e) },
  { says: 'Nobody imports e2e.', testsToo: true, broken: (e) => floorOf(e.from) !== 'e2e' && at(/^e2e\//)(e) },
  { says: 'app never imports db: a page asks the router.', broken: between('app', 'db') },
  { says: 'server stands below components.', broken: between('server', 'components') },
  { says: 'db imports nothing of ours.', broken: between('db', 'components', 'server') },
  {
    says: 'Word lists of db (enums, unit-names, agency-names) import nothing but one another.',
    broken: (e) => wordLists.test(e.from) && !wordLists.test(e.to),
  },
  {
    says: 'components take from server only schema, rules and the wire by value, and a router by `import type`.',
    broken: (e) =>
      between('components', 'server')(e) && !(isPure(e.to) || e.to === wire || (e.typeOnly && stem(e.to) === 'router')),
  },
  { says: 'The wire imports nothing.', broken: (e) => e.from === wire },
  {
    says: 'components take from db only enums.',
    broken: (e) => between('components', 'db')(e) && !/^db\/([a-z]+-)?enums\.ts$/.test(e.to),
  },
  {
    says: 'e2e takes from the floors only db/testing, db/enums and pure rules.',
    testsToo: true,
    broken: (e) =>
      between('e2e', 'app', 'components', 'server', 'db')(e) &&
      !/^db\/(testing\/|([a-z]+-)?enums)|^server\/.*rules\.ts$/.test(e.to),
  },
  {
    says: 'Only db/session imports db/client: no identity, no query.',
    broken: (e) => at(/^db\/client\.ts$/)(e) && !(e.from === 'db/session.ts' || makers.test(e.from) || isTest(e.from)),
  },
  {
    says: 'Connections are made in db alone.',
    broken: (e) => packageIs(/^pg$|^drizzle-orm\/node-postgres/)(e) && !e.typeOnly && !mayConnect(e.from),
  },
  {
    says: 'Each library of files is known by one file: exceljs by server/sheets/write, docx by server/documents/document, pdfmake by server/documents/pages.',
    broken: (e) =>
      (packageIs(/^exceljs$/)(e) && e.from !== 'server/sheets/write.ts') ||
      (packageIs(/^docx(\/|$)/)(e) && e.from !== 'server/documents/document.ts') ||
      (packageIs(/^pdfmake(\/|$)/)(e) && e.from !== 'server/documents/pages/document.ts'),
  },
  {
    says: 'db/testing is for tests, seeds and e2e.',
    broken: (e) =>
      at(/^db\/testing\//)(e) && !(isTest(e.from) || /^(e2e|db\/(testing|seed))\/|^server\/testing/.test(e.from)),
  },
  {
    says: 'The roof (server/router, jobs, start) is imported by no noun.',
    broken: (e) => !!nounOf(e.from) && isRoof(e),
  },
  {
    says: 'Inside a noun and between nouns: router → commands → queries → policy → schema → rules, never upwards.',
    // The type that a schema gives may be spoken of below it: a type is gone at run time.
    broken: (e) => climbs(e) && !(e.typeOnly && wordOf(e.from) === 'rules' && wordOf(e.to) === 'schema'),
  },
  {
    says: 'A router is imported by the roof alone.',
    broken: (e) =>
      wordOf(e.to) === 'router' && floorOf(e.from) === 'server' && nounOf(e.from) !== null && !isPart(e.from, e.to),
  },
  {
    says: 'rules, schema and policy are pure: from db only its word lists, no context, no transaction.',
    broken: (e) =>
      (isPure(e.from) || wordOf(e.from) === 'policy') &&
      !e.typeOnly &&
      ((at(/^db\//)(e) && !wordLists.test(e.to)) || at(/^server\/(context|trpc)\.ts$/)(e)),
  },
]

const isPure = (file: string) => floorOf(file) === 'server' && ['rules', 'schema'].includes(stem(file))
const isRoof = (e: Edge) => at(/^server\/(router|owners|jobs|start|seed|web|build)\.ts$/)(e)
const mayConnect = (file: string) => floorOf(file) === 'db' || isTest(file) || file === 'server/seed.ts'
/** A noun's router takes the routers of the parts of that noun (reports ← reports/queue). */
const isPart = (from: string, to: string) =>
  wordOf(from) === 'router' && nounOf(to)?.startsWith(`${nounOf(from)}/`) === true

function climbs({ from, to }: Edge): boolean {
  const [above, below] = [wordOf(from), wordOf(to)]
  if (!above || !below || below === 'router') return above !== null && below === 'router' && above !== 'router'
  return nounOf(from) === nounOf(to) ? depth(below) <= depth(above) : depth(below) < depth(above)
}

/** Circles between nouns, each as the list of nouns passed. A noun and its parts (reports, reports/queue) are one. */
export function circles(edges: Edge[]): string[][] {
  const top = (file: string) => nounOf(file)?.split('/')[0] ?? null
  const graph = new Map<string, Set<string>>()
  for (const { from, to } of edges) {
    const [a, b] = [top(from), top(to)]
    if (a && b && a !== b) graph.set(a, (graph.get(a) ?? new Set()).add(b))
  }
  const found = new Map<string, string[]>()
  const walk = (noun: string, way: string[]): void => {
    const seen = way.indexOf(noun)
    if (seen >= 0) {
      const circle = way.slice(seen)
      found.set([...circle].sort().join(), [...circle, noun])
      return
    }
    for (const next of graph.get(noun) ?? []) walk(next, [...way, noun])
  }
  for (const noun of graph.keys()) walk(noun, [])
  return [...found.values()]
}

/** Everything that breaks the shape of the house, one line each. */
export function check(sources: Sources, exists?: (file: string) => boolean): string[] {
  const edges = edgesOf(sources, exists).filter(({ from, to }) => from !== to)
  const built = edges.filter(({ from }) => !isTest(from))
  const broken = edges.flatMap((edge) =>
    rules
      .filter((rule) => (rule.testsToo || !isTest(edge.from)) && rule.broken(edge))
      .map((rule) => `${edge.from}:${edge.line} imports ${edge.to}: ${rule.says}`),
  )
  const strangers = [...sources.keys()]
    .filter((file) => nounOf(file) !== null && !isTest(file) && !words.includes(stem(file)))
    .map((file) => `${file}: a noun speaks only ${words.join(', ')}.`)
  const rounds = circles(built).map((circle) => `server: nouns in a circle: ${circle.join(' → ')}.`)
  return [...broken, ...strangers, ...rounds]
}

if (process.argv[1] === import.meta.filename) {
  const root = path.join(import.meta.dirname, '..')
  const sources = readSources(root, floors)
  const found = check(
    sources,
    (file) => fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() === true,
  )
  for (const line of found) console.error(line)
  console.log(found.length === 0 ? `${sources.size} files, ${rules.length} rules held` : `${found.length} broken`)
  process.exitCode = found.length === 0 ? 0 : 1
}
