import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync('app/globals.css', 'utf8').replaceAll('"', "'")

/** The custom properties of the block that a selector opens. */
function block(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  expect(start, selector).toBeGreaterThan(-1)
  const body = css.slice(start, css.indexOf('}', start))
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']))
}

const light = block(':root')
const dark = block(":root[data-theme='dark']")

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(theme: Map<string, string>, a: string, b: string): number {
  const [high = 0, low = 0] = [a, b].map((name) => luminance(theme.get(name) ?? '')).sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const grounds = ['canvas', 'surface', 'sunken']
const states = ['ok', 'warn', 'danger', 'info']
const texts: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['ink', ground],
    ['muted', ground],
    ['accent', ground],
  ]),
  ...states.flatMap((state): [string, string][] => [
    [state, `${state}-soft`],
    [state, 'surface'],
    [state, 'canvas'],
    ['ink', `${state}-soft`],
    ['accent', `${state}-soft`],
    ['muted', `${state}-soft`],
  ]),
  ['accent', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['muted', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ...[1, 2, 3, 4, 5].map((step): [string, string] => [`on-scale-${step}`, `scale-${step}`]),
]
const shapes: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] => [
    ['line-strong', ground],
    ['focus', ground],
  ]),
  ...[1, 2, 3, 4].map((n): [string, string] => [`series-${n}`, 'surface']),
]

it.each([
  ['light', light],
  ['dark', dark],
])('keeps AA contrast, %s', (_, theme) => {
  const weak = [
    ...texts.filter(([a, b]) => contrast(theme, a, b) < 4.5),
    ...shapes.filter(([a, b]) => contrast(theme, a, b) < 3),
  ].map(([a, b]) => `${a} on ${b}: ${contrast(theme, a, b).toFixed(2)}`)
  expect(weak).toEqual([])
})

it('gives both ways into the dark the same colours, and names the same tokens as the light', () => {
  expect(block(':root:not([data-theme])')).toEqual(dark)
  expect([...dark.keys()].sort()).toEqual([...light.keys()].sort())
})

it('walks the scale of maps in one direction, step by step', () => {
  for (const theme of [light, dark]) {
    const steps = [1, 2, 3, 4, 5].map((n) => luminance(theme.get(`scale-${n}`) ?? ''))
    const sorted = [...steps].sort((a, b) => a - b)
    expect([sorted, [...sorted].reverse()]).toContainEqual(steps)
    for (let n = 1; n < 5; n++) expect(contrast(theme, `scale-${n}`, `scale-${n + 1}`)).toBeGreaterThan(1.35)
  }
})

it('uses only colours that Chromium 109 knows', () => {
  expect(css.replaceAll(/\/\*[\s\S]*?\*\//g, '')).not.toMatch(/oklch|oklab|color-mix|light-dark|:has\(/)
})
