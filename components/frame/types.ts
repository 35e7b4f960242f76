import type { NavIcon } from './nav-icons'

/** Who acts, under which post. */
export interface FrameActor {
  name: string
  roleLabel: string
  unitName: string
  /** Acts for somebody for a time ("duyệt thay"). */
  delegated?: boolean
}

export interface FrameAssignment {
  id: string
  label: string
  unitName: string
  /** How many things wait under this post. */
  waiting: number
  active: boolean
}

export interface FrameNavItem {
  href: string
  /** One or two words: it must fit under an icon on a phone. */
  label: string
  icon: NavIcon
  waiting?: number
}

/** An address to post to, or an action: both work as the action of a form. */
export type FormTarget = string | ((data: FormData) => void | Promise<void>)

export interface FrameActions {
  /** Receives `assignment`, the id chosen. */
  switchAssignment: FormTarget
  signOut: FormTarget
}

export interface FrameProps {
  actor: FrameActor
  assignments: readonly FrameAssignment[]
  nav: readonly FrameNavItem[]
  actions: FrameActions
  /** Marks every page as showing made-up figures. */
  demo: boolean
  /** Signed in with "Máy dùng chung". */
  sharedDevice?: boolean
  /** Page of the person's own account. */
  accountHref?: string
}
