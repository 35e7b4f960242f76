import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { cn } from '@/components/ui/cn'

/** A count of what waits; nothing at all when nothing does. */
export function Waiting({ count, className }: { count: number | undefined; className?: string }) {
  const t = useTranslations('frame')
  const format = useFormat()
  if (!count) return null
  return (
    <>
      <span
        aria-hidden
        className={cn(
          'grid h-5 min-w-5 place-items-center rounded-full bg-warn-soft px-1.5 font-semibold text-warn text-xs',
          className,
        )}
      >
        {count > 999 ? '999+' : format.number(count)}
      </span>
      <span className="sr-only">({t('waiting', { count })})</span>
    </>
  )
}
