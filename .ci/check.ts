import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Tests of a stage. A stage that is one check and no test suite counts as a failure only when it fails. */
type Count = { passed: number; failed: number }
/** What is read of the JSON reports of vitest and Playwright. */
type Report = {
  numPassedTests?: number
  numFailedTests?: number
  stats?: { expected: number; flaky: number; unexpected: number }
}
type Stage = { name: string; command: string[]; report?: string; count?: (report: Report) => Count }

const root = path.join(import.meta.dirname, '..')
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'tung-ngo-check-'))
const bin = (file: string) => path.join(root, 'node_modules', file)
const tsx = ['--import', 'tsx']

const vitestCount = (report: Report): Count => ({
  passed: report.numPassedTests ?? 0,
  failed: report.numFailedTests ?? 0,
})

function playwrightCount({ stats }: Report): Count {
  return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 }
}

const reportFile = (name: string) => path.join(reports, `${name}.json`)

const vitest = (project: string): Stage => ({
  name: project === 'unit' ? 'unit tests' : 'tests against Postgres',
  command: [
    ...[bin('vitest/vitest.mjs'), 'run', '-c', '.ci/vitest.config.ts', '--project', project],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(project)}`],
  ],
  report: reportFile(project),
  count: vitestCount,
})

const stages: Stage[] = [
  { name: 'lint', command: [bin('@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'route types', command: [bin('next/dist/bin/next'), 'typegen'] },
  { name: 'types', command: [bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'import rules', command: [...tsx, '.ci/floors.ts'] },
  { name: 'messages', command: [...tsx, '.ci/messages.ts'] },
  vitest('unit'),
  vitest('db'),
  { name: 'build', command: [...tsx, 'server/build.ts'] },
  {
    name: 'stories in the browser',
    command: [bin('@playwright/test/cli.js'), 'test', '-c', 'e2e/playwright.config.ts', '--reporter=line,json'],
    report: reportFile('playwright'),
    count: playwrightCount,
  },
]

/** Runs a stage to its end; what it says is kept and shown only if it fails (or with --verbose, as it comes). */
function run(command: string[], verbose: boolean): Promise<{ code: number; output: string }> {
  const env = {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile('playwright'),
    ...(verbose ? {} : { CI: '1', NO_COLOR: '1' }),
  }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (chunk: Buffer) => {
      output += chunk
      if (verbose) process.stdout.write(chunk)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    const interrupt = () => child.kill('SIGTERM')
    process.once('SIGTERM', interrupt).once('SIGINT', interrupt)
    child.once('error', (error) => resolve({ code: 1, output: output + error.message }))
    child.once('close', (code) => {
      process.off('SIGTERM', interrupt).off('SIGINT', interrupt)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** The count of a stage's report; a stage that fails without naming a failed test is itself the failure. */
function countOf(stage: Stage, code: number): Count {
  let count: Count = { passed: 0, failed: 0 }
  try {
    if (stage.count && stage.report) count = stage.count(JSON.parse(fs.readFileSync(stage.report, 'utf8')))
  } catch {
    if (code === 0) return { passed: 0, failed: 1 }
  }
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

async function runStage(stage: Stage, verbose: boolean): Promise<Count> {
  const started = performance.now()
  const beat = setInterval(() => console.log(`  ${stage.name}… ${seconds(started)}`), 15_000)
  const { code, output } = await run(stage.command, verbose)
  clearInterval(beat)
  const count = countOf(stage, code)
  const tests = count.passed + count.failed > 0 && stage.count ? `, ${count.passed} passed, ${count.failed} failed` : ''
  console.log(`${count.failed === 0 ? '✓' : '✗'} ${stage.name} (${seconds(started)})${tests}`)
  if (count.failed > 0 && !verbose) console.log(output.replace(/^/gm, '    '))
  return count
}

const [all, verbose] = [process.argv.includes('--all'), process.argv.includes('--verbose')]
const started = performance.now()
const total: Count = { passed: 0, failed: 0 }
for (const stage of stages) {
  const { passed, failed } = await runStage(stage, verbose)
  total.passed += passed
  total.failed += failed
  if (failed > 0 && !all) break
}
fs.rmSync(reports, { recursive: true, force: true })
console.log(`\n${seconds(started)}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
