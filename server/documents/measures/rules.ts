import type { Orientation } from '../model/rules'

/** The measures of Nghị định 30/2020/NĐ-CP, Phụ lục I, that every way of showing a document keeps. */

/** Millimetres: A4, all margins the least that the decree allows, the page's number within the upper one. */
export const paper = { width: 210, height: 297 }
export const margin = { top: 20, bottom: 20, left: 30, right: 15, header: 10, footer: 10 }
/** Letters in points, by the decree's table; the country's name stands on one line, also where the device has another font. */
export const size = {
  ...{ nation: 12, motto: 13, body: 13, number: 13, text: 14, table: 13, label: 12, recipients: 11, about: 12 },
}
/** Points: between paragraphs, the room for signature and seal; millimetres: the first line. */
export const gap = 6
export const signatureRoom = 75
export const firstLine = 12.7
/** The left column of the head, in millimetres. */
export const headLeft = 68
/** Between single and one and a half. */
export const lineSpacing = 1.1
export const pointsPerMm = 72 / 25.4

/** What a line of text has on a page that lies so, in millimetres. */
export const textWidth = (orientation: Orientation): number =>
  (orientation === 'portrait' ? paper.width : paper.height) - margin.left - margin.right
