'use client'

import { PageError } from '@/components/frame/page-error'

export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main id="content" tabIndex={-1} className="frame-main">
      <PageError error={error} onRetry={retry} />
    </main>
  )
}
