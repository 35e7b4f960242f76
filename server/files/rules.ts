/** What may be kept as the signed copy of a report: PDF, JPEG or PNG of at most 10 MB. */
export const maxFileBytes = 10 * 1024 * 1024

const signatures: { mime: string; extension: string; bytes: number[] }[] = [
  { mime: 'application/pdf', extension: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mime: 'image/jpeg', extension: 'jpg', bytes: [0xff, 0xd8, 0xff] },
  { mime: 'image/png', extension: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
]

/** The kind of a file by its first bytes, whatever its name says; null when it is none we keep. */
export function kindOf(content: Uint8Array): { mime: string; extension: string } | null {
  return signatures.find(({ bytes }) => bytes.every((byte, i) => content[i] === byte)) ?? null
}

/** A name fit for a download: no folders, no control characters, at most 120 characters, with the extension of its kind. */
export function fileNameOf(given: string, extension: string): string {
  const last = given.normalize('NFC').split(/[\\/]/).pop() ?? ''
  const clean = last
    .replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069"<>|:*?]/gu, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/^\.+/, '')
    .trim()
  // By characters, not by halves of one.
  const short = [...clean].slice(0, 110).join('')
  return `${short || 'van-ban'}.${extension}`
}
