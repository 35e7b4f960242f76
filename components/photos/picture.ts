import { type BlurBox, reducedSize } from '@/server/photos/rules'

/** A picture on this device, before it is sent. The ids never change, so that it arrives once. */
export type WaitingPhoto = { id: string; requestId: string; blob: Blob; sent: boolean }

const quality = 0.82
/** How many squares a blurred piece has along its shorter side: no face and no number is read out of four. */
const squares = 4

const asJpeg = (canvas: HTMLCanvasElement) =>
  new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality)
  })

/** Upright by what the camera noted: browsers heed it by themselves. */
async function paint(source: Blob): Promise<HTMLCanvasElement> {
  const picture = await createImageBitmap(source)
  const { width, height } = reducedSize(picture.width, picture.height)
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('no canvas')
  brush.fillStyle = '#fff'
  brush.fillRect(0, 0, width, height)
  brush.drawImage(picture, 0, 0, width, height)
  picture.close()
  return canvas
}

/** The picture painted anew, 1600 px at most: what the camera wrote beside it, where it was taken too, stays behind. Rejects what is none. */
export const reduced = async (source: Blob): Promise<Blob> => asJpeg(await paint(source))

/** The same with pieces made unreadable for good: nothing of them can be brought back. */
export async function blurred(source: Blob, boxes: readonly BlurBox[]): Promise<Blob> {
  const canvas = await paint(source)
  const brush = canvas.getContext('2d')
  if (!brush) throw new Error('no canvas')
  for (const box of boxes) {
    const [x, y] = [Math.round(box.x * canvas.width), Math.round(box.y * canvas.height)]
    const [width, height] = [Math.round(box.width * canvas.width), Math.round(box.height * canvas.height)]
    const step = Math.max(1, Math.min(width, height) / squares)
    const small = document.createElement('canvas')
    small.width = Math.max(1, Math.round(width / step))
    small.height = Math.max(1, Math.round(height / step))
    const pencil = small.getContext('2d')
    if (!pencil) throw new Error('no canvas')
    pencil.imageSmoothingQuality = 'high'
    pencil.drawImage(canvas, x, y, width, height, 0, 0, small.width, small.height)
    brush.imageSmoothingEnabled = false
    brush.drawImage(small, 0, 0, small.width, small.height, x, y, width, height)
  }
  return asJpeg(canvas)
}
