import { randomUUID } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endSessions } from '@/db/session'
import { as, freshLog, type Log, query, session } from '../../testing-activities'
import { maxPhotos } from '../rules'

const refusedAs = (code: string, message?: string) => expect.objectContaining({ code, ...(message && { message }) })
let log: Log
let activity: string

const photo = (content: Buffer, given: object = {}) => ({
  ...{ requestId: randomUUID(), id: randomUUID(), activityId: activity },
  content: content.toString('base64'),
  ...given,
})
const picture = (width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background: '#884422' } })

/** A chunk of a PNG: length, kind, data and its checksum. */
function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  let crc = 0xffffffff
  for (const byte of body) {
    crc ^= byte
    for (let i = 0; i < 8; i++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0)
  return Buffer.concat([length, body, sum])
}

/** A small file that unpacks into 20,000 × 20,000 pixels. */
function bomb(): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(20_000, 0)
  head.writeUInt32BE(20_000, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(20_000 * (20_000 / 8 + 1)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))],
  ])
}

beforeAll(async () => {
  log = await freshLog()
  const given = session(log.team.id)
  await as(log.leader).activities.log(given)
  activity = given.id
})
afterAll(async () => {
  await endSessions()
  await log?.drop()
})

it('a picture is painted anew: no place, no camera, upright, at most 1600 pixels a side', async () => {
  const taken = await picture(3000, 2000)
    .withExif({
      IFD0: { Make: 'Nguoi-chup', Orientation: '6' },
      IFD3: { GPSLatitude: '16/1 37/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '106/1 44/1 0/1', GPSLongitudeRef: 'E' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">bi-mat</x:xmpmeta>')
    .jpeg()
    .toBuffer()
  expect((await sharp(taken).metadata()).exif).toBeDefined()
  const given = photo(taken)
  await as(log.leader).activities.addPhoto(given)
  // Sent again it is there once.
  await as(log.leader).activities.addPhoto(given)
  await as(log.leader).activities.addPhoto({ ...given, requestId: randomUUID() })
  const [kept] = await query<{ content: Buffer }>(`select content from activity_photos where id = $1`, [given.id])
  const found = await sharp(kept?.content).metadata()
  expect([found.exif, found.xmp, found.icc, found.iptc]).toEqual([undefined, undefined, undefined, undefined])
  expect(kept?.content.includes('Nguoi-chup') || kept?.content.includes('bi-mat')).toBe(false)
  expect(Math.max(found.width, found.height)).toBe(1600)
  expect((await as(log.leader).activities.get({ id: activity })).pictures).toHaveLength(1)
})

it('what is no picture, is broken or would fill the memory is refused', async () => {
  const refuse = (content: Buffer) =>
    expect(as(log.leader).activities.addPhoto(photo(content))).rejects.toEqual(
      refusedAs('BAD_REQUEST', 'photos.noPicture'),
    )
  const whole = await picture(400, 400).jpeg().toBuffer()
  await refuse(Buffer.from('<!doctype html><script>alert(1)</script>'))
  await refuse(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await refuse(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<html>')]))
  await refuse(whole.subarray(0, whole.length / 2))
  const small = bomb()
  expect(small.length).toBeLessThan(200_000)
  await refuse(small)
  await expect(as(log.leader).activities.addPhoto(photo(Buffer.alloc(7_000_000)))).rejects.toEqual(
    refusedAs('BAD_REQUEST'),
  )
})

it('pictures are seen in the commune and its province, by no other tenant and never by the ministry', async () => {
  const [{ id = '' } = {}] = (await as(log.leader).activities.get({ id: activity })).pictures
  for (const who of [log.leader, log.second, log.officer, log.department, log.auditor])
    expect(await as(who).activities.photo({ id })).toMatchObject({ mime: 'image/jpeg', removedAt: null })
  for (const who of [log.neighbour, log.elsewhere, log.strangerLeader, log.sisterLeader])
    await expect(as(who).activities.photo({ id })).rejects.toEqual(refusedAs('NOT_FOUND'))
  for (const who of [log.ministry, log.partner])
    await expect(as(who).activities.photo({ id })).rejects.toEqual(refusedAs('FORBIDDEN'))
  expect(await as(log.ministry).activities.get({ id: activity })).toMatchObject({ pictures: [], photos: 0 })
})

it('six at most; removed, its bytes are gone and the reason stays', async () => {
  const small = await picture().png().toBuffer()
  for (let i = 1; i < maxPhotos; i++) await as(log.leader).activities.addPhoto(photo(small))
  await expect(as(log.leader).activities.addPhoto(photo(small))).rejects.toEqual(
    refusedAs('PRECONDITION_FAILED', 'activities.photosFull'),
  )
  const { pictures } = await as(log.leader).activities.get({ id: activity })
  const [{ id = '' } = {}] = pictures
  const remove = { requestId: randomUUID(), id, reason: 'lộ thẻ căn cước' }
  await expect(as(log.second).activities.removePhoto(remove)).rejects.toEqual(refusedAs('FORBIDDEN'))
  await expect(as(log.department).activities.removePhoto(remove)).rejects.toEqual(refusedAs('FORBIDDEN'))
  await as(log.officer).activities.removePhoto(remove)
  expect(await query(`select 1 from activity_photos where id = $1`, [id])).toHaveLength(0)
  const { events } = await as(log.officer).activities.get({ id: activity })
  expect(events?.at(-1)).toMatchObject({ verb: 'remove_photo', reason: 'lộ thẻ căn cước' })
})
