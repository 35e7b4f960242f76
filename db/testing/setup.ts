import type { TestProject } from 'vitest/node'
import { type ClusterInfo, testCluster } from '@/db/testing/cluster'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: ClusterInfo
  }
}

/** One throw-away cluster for all database tests; each test file takes a database of its own (database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await testCluster()
  project.provide('cluster', cluster.info)
  return cluster.stop
}
