/** What is sent of a picture: the browser has reduced it already; what comes unreduced is refused, not stored. */
export const maxPhotoBytes = 6 * 1024 * 1024
/** The longest side that is kept, in pixels, and how many pixels are decoded at most: a small file can hold a huge picture. */
export const photoSide = 1600
export const maxPhotoPixels = 32_000_000

const starts = (content: Uint8Array, bytes: readonly number[], from = 0) =>
  bytes.every((byte, i) => content[from + i] === byte)

/** Whether these are the bytes of a JPEG, PNG or WebP picture, whatever the name says. */
export const isPicture = (content: Uint8Array): boolean =>
  starts(content, [0xff, 0xd8, 0xff]) ||
  starts(content, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) ||
  (starts(content, [0x52, 0x49, 0x46, 0x46]) && starts(content, [0x57, 0x45, 0x42, 0x50], 8))

/** A piece of a picture to be made unreadable, in parts of its width and height: 0 to 1. */
export type BlurBox = { x: number; y: number; width: number; height: number }

const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value))
/** The smallest box that still covers something on a phone. */
export const minBlurSide = 0.03

/** The box inside the picture and large enough to be seen, as near as can be to the one asked for. */
export function fitBox(box: BlurBox): BlurBox {
  const width = between(minBlurSide, box.width, 1)
  const height = between(minBlurSide, box.height, 1)
  return { width, height, x: between(0, box.x, 1 - width), y: between(0, box.y, 1 - height) }
}

/** The box between two corners, in whatever order they were touched. */
export const boxBetween = (a: { x: number; y: number }, b: { x: number; y: number }): BlurBox =>
  fitBox({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) })

/** Width and height of the reduced picture, in pixels; never larger than it was. */
export function reducedSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, photoSide / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Pictures are kept for so many months after the month they prove is over (domain.md 22.25). */
export const photoMonths = 12
