import { say } from '@/db/failure'

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1)

/**
 * Runs one step. Silent up to two seconds, then it says that it goes on: on a terminal one line that counts, elsewhere
 * a plain line every ten seconds. `detail` replaces the step's name while it runs ("reports 3/13").
 */
export async function runStep<T>(name: string, work: (detail: (text: string) => void) => Promise<T>): Promise<T> {
  const started = performance.now()
  const tty = process.stdout.isTTY === true
  let text = name
  let shown = false
  let lastLine = 0
  const clear = () => {
    if (tty && shown) process.stdout.write('\r\x1b[K')
  }
  const tick = () => {
    const elapsed = performance.now() - started
    if (elapsed < 2000) return
    const line = say('start.elapsed', { step: text, seconds: Math.floor(elapsed / 1000) })
    if (tty) {
      process.stdout.write(`\r\x1b[K${line.slice(0, (process.stdout.columns ?? 80) - 1)}`)
    } else if (!shown || elapsed - lastLine >= 10_000) {
      console.log(line)
      lastLine = elapsed
    }
    shown = true
  }
  const timer = setInterval(tick, 500)
  try {
    const result = await work((detail) => {
      text = `${name}: ${detail}`
    })
    clearInterval(timer)
    clear()
    if (shown || performance.now() - started >= 500) {
      console.log(`✓ ${say('start.done', { step: name, seconds: seconds(started) })}`)
    }
    return result
  } finally {
    clearInterval(timer)
    clear()
  }
}

/** Rows under headings as plain aligned columns. */
export function asTable(headings: string[], rows: string[][]): string {
  const width = (text: string) => [...text.normalize('NFC')].length
  const widths = headings.map((heading, i) => Math.max(width(heading), ...rows.map((row) => width(row[i] ?? ''))))
  const line = (cells: string[]) =>
    `  ${cells.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - width(cell))).join('   ')}`.trimEnd()
  return [line(headings), line(widths.map((w) => '─'.repeat(w))), ...rows.map(line)].join('\n')
}
