import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/**
 * A step to another page. Nothing is fetched before it is asked for: on a bad network the forty links of a list must not
 * stand in the way of the one that somebody takes.
 */
export function Link(props: Omit<ComponentProps<typeof NextLink>, 'prefetch'>) {
  return <NextLink {...props} prefetch={false} />
}
