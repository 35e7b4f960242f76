'use client'

import { LockForm } from './lock-form'
import type { SharedLockProps } from './shared-lock'

interface LockPageProps extends Pick<SharedLockProps, 'name' | 'unlock' | 'signOut'> {
  /** A path of ours. */
  next: string
}

/** The lock as a page of its own; the password leads back to where one was. */
export function LockPage({ next, ...form }: LockPageProps) {
  return (
    <LockForm
      {...form}
      heading={(text) => <h1 className="font-semibold text-ink text-lg">{text}</h1>}
      onOpen={() => window.location.assign(next)}
    />
  )
}
