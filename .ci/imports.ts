import fs from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'

/** One import as written: what is asked for, on which line, and whether only types come through it. */
export type Import = { specifier: string; line: number; typeOnly: boolean }
/** One import as understood: `to` is a file of ours (path from the root, no extension when unknown) or a package. */
export type Edge = { from: string; to: string; ours: boolean; line: number; typeOnly: boolean }
/** Path from the root → source text. */
export type Sources = Map<string, string>

type Node = { type: string; start: number; [key: string]: unknown }
const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string'

/** Every static import, re-export, dynamic import, require and `import('…')` type of a TypeScript source. */
export function importsOf(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const found: Import[] = []
  const add = (node: Node, source: unknown, typeOnly: boolean, text: string) => {
    const specifier = (source as { value?: unknown } | null)?.value
    if (typeof specifier !== 'string') return
    found.push({ specifier, typeOnly, line: text.slice(0, node.start).split('\n').length })
  }
  const onlyTypes = (node: Node, kind: 'importKind' | 'exportKind') => {
    if (node[kind] === 'type') return true
    const parts = node.specifiers as Node[] | undefined
    return parts !== undefined && parts.length > 0 && parts.every((part) => part[kind] === 'type')
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each)
    if (!isNode(value)) return
    if (value.type === 'ImportDeclaration') add(value, value.source, onlyTypes(value, 'importKind'), source)
    else if (value.type === 'ExportNamedDeclaration') add(value, value.source, onlyTypes(value, 'exportKind'), source)
    else if (value.type === 'ExportAllDeclaration') add(value, value.source, value.exportKind === 'type', source)
    else if (value.type === 'ImportExpression') add(value, value.source, false, source)
    else if (value.type === 'TSImportType') add(value, value.source ?? value.argument, true, source)
    for (const child of Object.values(value)) visit(child)
  }
  visit(program)
  return found
}

const endings = ['', '.ts', '.tsx', '.mjs', '.json', '.css', '/index.ts', '/index.tsx']

/** The file of ours that a specifier means, or the package it names. */
export function resolveImport(from: string, specifier: string, exists: (file: string) => boolean) {
  const ours = specifier.startsWith('@/') || specifier.startsWith('.')
  if (!ours) return { to: specifier, ours }
  const base = specifier.startsWith('@/') ? specifier.slice(2) : path.posix.join(path.posix.dirname(from), specifier)
  const plain = base.replace(/\.js$/, '')
  const ending = endings.find((end) => exists(plain + end))
  return { to: plain + (ending ?? ''), ours }
}

/** All imports between files of ours and to packages. */
export function edgesOf(sources: Sources, exists = (file: string) => sources.has(file)): Edge[] {
  return [...sources].flatMap(([from, source]) =>
    importsOf(from, source).map(({ specifier, line, typeOnly }) => ({
      from,
      line,
      typeOnly,
      ...resolveImport(from, specifier, exists),
    })),
  )
}

/** The TypeScript files under these folders of `root`. */
export function readSources(root: string, folders: string[]): Sources {
  const sources: Sources = new Map()
  const walk = (folder: string): void => {
    if (!fs.existsSync(path.join(root, folder))) return
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const file = `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(file)
      else if (/\.tsx?$/.test(entry.name)) sources.set(file, fs.readFileSync(path.join(root, file), 'utf8'))
    }
  }
  for (const folder of folders) walk(folder)
  return sources
}
