import { useRef } from 'react'

/**
 * What a dialog needs so that the keyboard stands again, once it is closed, where it stood before: also where the dialog was opened by
 * something that is no trigger of its own. Given to `Radix.Content`.
 */
export function useOpener() {
  const opener = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      const { current } = opener
      // On the page itself nothing stood: the trigger, if there is one, is meant.
      if (!(current instanceof HTMLElement) || current === document.body || !current.isConnected) return
      event.preventDefault()
      current.focus()
    },
  }
}
