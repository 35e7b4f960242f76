import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { Invalid } from '../errors'
import { isPicture, maxPhotoBytes, maxPhotoPixels, photoSide } from './rules'

/** The columns of a picture that is kept, whatever it belongs to. */
export type PaintedPhoto = {
  mime: string
  width: number
  height: number
  size: number
  sha256: string
  content: Buffer
}

/**
 * The picture painted anew: upright, at most 1600 pixels a side, JPEG, without place, camera, colour profile or anything else
 * that came with it. Throws Invalid photos.tooLarge, photos.noPicture for what is none, is broken or would not fit into memory.
 */
export async function repainted(base64: string): Promise<PaintedPhoto> {
  const given = Buffer.from(base64, 'base64')
  if (given.length === 0 || given.length > maxPhotoBytes) throw new Invalid('photos.tooLarge')
  if (!isPicture(given)) throw new Invalid('photos.noPicture')
  const picture = sharp(given, { limitInputPixels: maxPhotoPixels, failOn: 'error', pages: 1 })
    .rotate()
    .resize({ width: photoSide, height: photoSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 78, mozjpeg: false })
  const { data, info } = await picture.toBuffer({ resolveWithObject: true }).catch(() => {
    throw new Invalid('photos.noPicture')
  })
  return {
    ...{ mime: 'image/jpeg', width: info.width, height: info.height, size: data.length },
    ...{ sha256: createHash('sha256').update(data).digest('hex'), content: data },
  }
}
