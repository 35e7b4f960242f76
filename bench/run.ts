import fs from 'node:fs'
import os from 'node:os'
import { burst } from './burst'
import { compare } from './compare'
import { reminders } from './reminders'
import { rosterImport } from './roster-import'
import { tenth } from './tenth'
import { territory } from './territory'

/** `npm run -s bench -- NAME`: one JSON object as the last line; everything else is told on the error output. */
const benches: Record<string, () => Promise<object>> = {
  compare,
  burst,
  reminders,
  'roster-import': rosterImport,
  tenth,
  territory,
}

console.log = console.error
process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write

const name = process.argv[2] ?? ''
const bench = benches[name]
if (!bench) {
  console.error(`npm run -s bench -- ${Object.keys(benches).join(' | ')}`)
  process.exit(2)
}
const load = () => Math.round((os.loadavg()[0] ?? 0) * 100) / 100
try {
  const before = load()
  const result = await bench()
  fs.writeSync(1, `${JSON.stringify({ ...result, load_before: before, load_after: load() })}\n`)
  process.exit(0)
} catch (error) {
  console.error(error)
  process.exit(1)
}
