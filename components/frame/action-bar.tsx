import type { ReactNode } from 'react'

/** Stays at the lower edge: on the left how things stand ("CHƯA GỬI"), the one main action last on the right. */
export function ActionBar({ status, children }: { status?: ReactNode; children: ReactNode }) {
  return (
    <div className="action-bar flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line border-t bg-canvas py-2 sm:gap-y-2 sm:py-3 print:hidden">
      <div className="min-w-0 text-ink text-xs sm:text-sm">{status}</div>
      <div className="ml-auto flex flex-wrap justify-end gap-2">{children}</div>
    </div>
  )
}
