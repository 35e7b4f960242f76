import { type ClassValue, clsx } from 'clsx'

/**
 * Joins class names. It does not settle quarrels: two classes for the same property must not meet, so a component offers
 * a prop for what may differ, and callers add only placement (margins, width, order). Merging at run time cost 8 kB a page.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes)
}
