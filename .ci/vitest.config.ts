import path from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = path.join(import.meta.dirname, '..')
const exclude = [...configDefaults.exclude, '.next/**', '.data/**', 'e2e/**']

/** Files that take minutes begin first: nobody waits at the end for one that began last. */
const long = ['identity', 'histories', 'provinces', 'national', 'taken-back', 'names', 'totals', 'running', 'published']
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.indexOf(path.basename(moduleId, '.db.test.ts'))
      return found < 0 ? long.length : found
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

/** Two kinds of tests: `unit` touches no disk and no network, `db` runs against a real Postgres. */
export default defineConfig({
  root,
  resolve: { alias: { '@': root } },
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    // Each file has a database of its own and puts back what it changes, so what is loaded once serves the next file too: a third less time.
    isolate: false,
    // A slow machine is not a failure: speed is held in bench, by ratio.
    testTimeout: 60_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['**/*.test.ts', '.ci/*.test.ts'], exclude: [...exclude, '**/*.db.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: ['db/testing/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
