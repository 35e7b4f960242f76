import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'

/** The page of a resolution that was carried out here. */
export const resolutionHref = (id: string): string => `/reorganisations/${id}`

/** A resolution by its number: a way to its page where it has one, else its words. */
export function ResolutionLink({ id, children }: { id: string | null; children: ReactNode }) {
  return id ? (
    <Link href={resolutionHref(id)} className="link">
      {children}
    </Link>
  ) : (
    children
  )
}
