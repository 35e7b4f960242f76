import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'

export interface LateRowProps {
  href: string
  name: string
  /** Beside the name, in small. */
  mark?: ReactNode
  /** How late, or how many are. */
  late: string
  children: ReactNode
}

/** One line of those who are behind: who, how far, and what else is to be known of it. */
export function LateRow({ href, name, mark, late, children }: LateRowProps) {
  return (
    <li className="grid gap-x-6 gap-y-1 border-line border-b py-2 text-sm sm:grid-cols-[minmax(0,1fr)_13rem_minmax(0,1fr)] sm:items-center">
      <Link href={href} className="link no-underline hover:underline">
        {name}
        {mark}
      </Link>
      <span className="font-medium text-danger">{late}</span>
      {children}
    </li>
  )
}
