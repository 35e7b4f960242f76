import type { Tone } from '@/components/ui/tone'
import type { RosterImportState, RosterVerdict } from '@/db/roster-enums'

export const stateTones: Record<RosterImportState, Tone> = {
  ...{ checking: 'info', mapping: 'warn', checked: 'info', applying: 'info' },
  ...{ done: 'ok', cancelled: 'neutral', failed: 'danger' },
}

/** The order in which one looks: what needs a person first. */
export const verdictOrder: readonly RosterVerdict[] = ['wrong', 'duplicate', 'changed', 'new', 'unchanged']
