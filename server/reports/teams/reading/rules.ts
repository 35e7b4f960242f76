import type { FigureReason } from '@/server/reports/figures/rules'

export { readBlock } from './block/rules'
export { readMessage } from './messages/rules'
export type { ReadTeam } from './names/rules'

/**
 * Why a figure that was said is not taken: none at all (server/reports/figures), people where attendances are counted or the
 * other way round, two figures for one row, "hơn 30".
 */
export type ReadProblem = FigureReason | 'wrongUnit' | 'saidTwice' | 'approximate'

/** What was said for a row; `value` is null where there is a problem. Rows of which nothing was said are not there. */
export type ReadFigure = { value: number | null; said: string; problem?: ReadProblem }

/** What was read of one team. Nothing of it is confirmed: the officer says that it is so. */
export type Reading<Figure = ReadFigure, Unread = string> = {
  /** The team that is named; null when none is, or when it is not certain which. */
  teamId: number | null
  /** Teams that may be meant, when it is not certain. */
  candidates: number[]
  teamSaid: string
  values: Record<string, Figure>
  /** "Không phát sinh", said of everything. */
  nil: boolean
  /** What was not understood, as it was written: shown, never dropped. */
  unread: Unread[]
}

/** A piece of the pasted text, with its place in it. */
export type Piece = { said: string; start: number; end: number }
export type MessageReading = Reading<ReadFigure & Piece, Piece> & {
  saidBy: string | null
  /** '2026-11-16T08:15', or the day alone: as the header of the message says it, by Vietnam's clock. */
  saidAt: string | null
  /** Where the team is named. */
  named: { start: number; end: number } | null
}
