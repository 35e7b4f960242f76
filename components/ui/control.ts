import { cva } from 'class-variance-authority'

/** The one look of everything one types into: 44 px and 16 px letters on phones (no zoom on focus), 36 px beside a mouse. */
export const controlStyles =
  'w-full rounded-sm border border-line-strong bg-surface pl-3 text-ink text-base transition-colors hover:border-muted focus-visible:border-focus focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken aria-invalid:border-danger aria-invalid:border-2 sm:text-sm'

export const controlHeight = 'min-h-11 sm:min-h-9'

/** A cell of figures in any table: right-aligned, digits of one width, never broken. */
export const numberCell = 'text-right tabular-nums whitespace-nowrap'

export type CellState =
  | 'idle'
  | 'prefilled'
  | 'dirty'
  | 'saving'
  | 'saved'
  | 'warn'
  | 'error'
  | 'conflict'
  | 'locked'
  | 'no_source'

/** A cell one enters a figure in. The state also needs its icon or word beside the cell: colour is never the only sign. */
export const cellStyles = cva(
  'h-11 w-full min-w-24 rounded-sm px-2 text-right text-base tabular-nums focus-visible:border-focus focus-visible:outline-offset-0 sm:h-9 sm:text-sm',
  {
    variants: {
      state: {
        idle: 'border border-line-strong bg-surface text-ink',
        prefilled: 'border border-line-strong border-dashed bg-sunken text-muted',
        dirty: 'border border-accent bg-surface text-ink',
        saving: 'border border-accent bg-surface text-ink',
        saved: 'border border-line-strong bg-surface text-ink',
        warn: 'border-2 border-warn bg-warn-soft text-ink',
        error: 'border-2 border-danger bg-danger-soft text-ink',
        conflict: 'border-2 border-info bg-info-soft text-ink',
        locked: 'border border-transparent bg-transparent text-ink',
        no_source: 'hatch border border-transparent text-muted',
      } satisfies Record<CellState, string>,
    },
    defaultVariants: { state: 'idle' },
  },
)
