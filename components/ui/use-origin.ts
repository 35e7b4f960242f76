'use client'

import { useSyncExternalStore } from 'react'

/** The address of the product as this browser knows it, for what goes onto paper; empty until the page has woken up. */
export const useOrigin = () =>
  useSyncExternalStore(
    () => () => {},
    () => window.location.origin,
    () => '',
  )
