'use client'

import { ContextBar } from '@/components/frame/context-bar'
import { PageError } from '@/components/frame/page-error'

export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <ContextBar />
      <main id="content" tabIndex={-1} className="frame-main">
        <PageError error={error} onRetry={retry} />
      </main>
    </>
  )
}
