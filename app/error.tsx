'use client'

import { PageError } from '@/components/frame/page-error'

export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="px-4 py-8 sm:px-8">
      <PageError error={error} onRetry={retry} />
    </main>
  )
}
