import { useTranslations } from 'next-intl'
import { cn } from './cn'

/** A grey bar; `className` gives height and width of what will come, so that nothing jumps. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden className={cn('rounded-sm bg-sunken', className)} />
}

export function SkeletonTable({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <div aria-hidden className="border border-line bg-surface">
      {Array.from({ length: rows + 1 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
        <div key={row} className="flex h-9 items-center gap-4 border-line border-b px-3 last:border-b-0">
          {Array.from({ length: columns }, (_, column) => (
            <Skeleton
              // biome-ignore lint/suspicious/noArrayIndexKey: bars without identity
              key={column}
              className={cn('h-3', column === 0 ? 'w-1/3' : 'flex-1', column > 2 && 'hidden sm:block')}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

/** Says once, to those who listen, that something is on its way. */
export function LoadingWord() {
  const t = useTranslations('common.state')
  return (
    <p role="status" className="sr-only">
      {t('loading')}
    </p>
  )
}
