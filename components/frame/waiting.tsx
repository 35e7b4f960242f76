import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { cn } from '@/components/ui/cn'

/** A count of what waits; nothing at all when nothing does. `onIcon`: at the shoulder of an icon of the bottom bar. */
export function Waiting({ count, onIcon }: { count: number | undefined; onIcon?: boolean }) {
  const t = useTranslations('frame')
  const format = useFormat()
  if (!count) return null
  return (
    <>
      <span
        aria-hidden
        className={cn(
          'grid place-items-center rounded-full bg-warn-soft font-semibold text-warn text-xs',
          onIcon ? 'absolute top-1 left-1/2 ml-1.5 h-4 min-w-4 px-1' : 'h-5 min-w-5 px-1.5',
        )}
      >
        {count > 999 ? '999+' : format.number(count)}
      </span>
      <span className="sr-only">({t('waiting', { count })})</span>
    </>
  )
}
