import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { cn } from './cn'

export interface Crumb {
  label: string
  href?: string
}

/** The last one is where one stands. On a phone only the two last are shown. */
export function Breadcrumb({
  items,
  label,
  className,
}: {
  items: readonly Crumb[]
  label?: string
  className?: string
}) {
  const t = useTranslations('common')
  return (
    <nav aria-label={label ?? t('breadcrumb')} className={cn('min-w-0', className)}>
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {items.map((item, index) => {
          const last = index === items.length - 1
          return (
            <li
              key={`${item.href}${item.label}`}
              className={cn('min-w-0 items-center gap-1', index < items.length - 2 ? 'hidden sm:flex' : 'flex')}
            >
              {index > 0 ? (
                <ChevronRight
                  aria-hidden
                  className={cn('size-3.5 shrink-0 text-muted', index === items.length - 2 && 'hidden sm:block')}
                />
              ) : null}
              {item.href && !last ? (
                <Link href={item.href} className="truncate py-1 text-muted hover:text-ink hover:underline">
                  {item.label}
                </Link>
              ) : (
                <span
                  aria-current={last ? 'page' : undefined}
                  className={cn('truncate', last ? 'font-medium text-ink' : 'text-muted')}
                >
                  {item.label}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
