import { ContextBar } from '@/components/frame/context-bar'
import { LoadingWord, Skeleton, SkeletonTable } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <ContextBar where={<Skeleton className="h-4 w-48" />} />
      <main id="content" tabIndex={-1} className="frame-main">
        <LoadingWord />
        <div className="grid gap-6">
          <Skeleton className="h-8 w-64 max-w-full" />
          <SkeletonTable />
        </div>
      </main>
    </>
  )
}
