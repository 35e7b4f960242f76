'use client'

import NextLink from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { reach, reachingFetch } from './reach'
import { useToast } from './toast'

/** Whether we are reached, after all: the browser is often wrong about being offline, and what was lost may be back. */
const reached = () =>
  reachingFetch('/api/health', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  )

/**
 * A step to another page. Nothing is fetched before it is asked for: on a bad network the forty links of a list must not
 * stand in the way of the one that somebody takes. Without a network the page stays, with what was typed on it, and says so.
 */
export function Link({
  href,
  ...rest
}: Omit<ComponentProps<typeof NextLink>, 'href' | 'prefetch' | 'onNavigate'> & { href: string }) {
  const t = useTranslations('errors.Network')
  const router = useRouter()
  const notify = useToast()
  return (
    <NextLink
      {...rest}
      href={href}
      prefetch={false}
      onNavigate={(event) => {
        if (navigator.onLine && !reach.lost) return
        event.preventDefault()
        void reached().then((yes) =>
          yes ? router.push(href) : notify({ tone: 'warn', message: `${t('title')}. ${t('body')}` }),
        )
      }}
    />
  )
}
