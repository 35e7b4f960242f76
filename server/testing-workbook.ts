import { crc32, deflateRawSync } from 'node:zlib'

/** Files of tables by hand, with the ways that programs have of writing them. */

/** `size` may lie about what a part unpacks to; `wide`: sizes in the extra field; `late`: sums and sizes behind the content. */
export type ZipPart = {
  name: string
  content: string | Buffer
  size?: number
  flags?: number
  stored?: boolean
  wide?: boolean
  late?: boolean
}

/** A zip file. `wide`: with the directory's place in the record of large files. */
export function zipOf(parts: readonly ZipPart[], { wide = false } = {}): Uint8Array {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const content = Buffer.from(part.content)
    const packed = part.stored ? content : deflateRawSync(content)
    const name = Buffer.from(part.name)
    const extra = Buffer.alloc(part.wide ? 20 : 0)
    if (part.wide) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(16, 2)
      extra.writeBigUInt64LE(BigInt(content.length), 4)
      extra.writeBigUInt64LE(BigInt(packed.length), 12)
    }
    /** Flags, method, time, sum, sizes, lengths of the name and the extra field: the same in both places. */
    const common = (told: boolean) => {
      const head = Buffer.alloc(24)
      head.writeUInt16LE((part.flags ?? 0) | (part.late ? 8 : 0), 0)
      head.writeUInt16LE(part.stored ? 0 : 8, 2)
      if (told) {
        head.writeUInt32LE(crc32(content), 8)
        head.writeUInt32LE(part.wide ? 0xffffffff : packed.length, 12)
        head.writeUInt32LE(part.wide ? 0xffffffff : (part.size ?? content.length), 16)
      }
      head.writeUInt16LE(name.length, 20)
      head.writeUInt16LE(extra.length, 22)
      return head
    }
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    const behind = part.late
      ? Buffer.concat([Buffer.from('PK\u0007\u0008'), common(true).subarray(8, 20)])
      : Buffer.alloc(0)
    const local = [Buffer.from('PK\u0003\u0004\u0014\u0000'), common(!part.late), name, extra, packed, behind]
    chunks.push(...local)
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000\u0014\u0000'), common(true), rest, name, extra)
    offset += local.reduce((sum, { length }) => sum + length, 0)
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(wide ? 0xffff : parts.length, 10)
  end.writeUInt32LE(wide ? 0xffffffff : list.length, 12)
  end.writeUInt32LE(wide ? 0xffffffff : offset, 16)
  const record = Buffer.alloc(wide ? 76 : 0)
  if (wide) {
    record.writeUInt32LE(0x06064b50, 0)
    record.writeBigUInt64LE(44n, 4)
    record.writeBigUInt64LE(BigInt(parts.length), 32)
    record.writeBigUInt64LE(BigInt(list.length), 40)
    record.writeBigUInt64LE(BigInt(offset), 48)
    record.writeUInt32LE(0x07064b50, 56)
    record.writeBigUInt64LE(BigInt(offset + list.length), 64)
  }
  return new Uint8Array(Buffer.concat([...chunks, list, record, end]))
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export type Told = {
  /** Where the parts lie, and what the links to them say. */
  book?: string
  sheet?: string
  target?: string
  texts?: { at: string; target: string; content: string }
  styles?: { at: string; target: string; content: string }
  office?: string
  workbook?: string
}
const twoStyles = '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'

/** The parts of a workbook of one sheet; its second style shows days. */
export function workbookOf(sheet: string, told: Told = {}): ZipPart[] {
  const { book = 'xl/workbook.xml', target = 'worksheets/sheet1.xml', office: kind = office, texts } = told
  const styles = told.styles ?? { at: 'xl/styles.xml', target: '/xl/styles.xml', content: twoStyles }
  const [folder, name] = [book.slice(0, book.lastIndexOf('/') + 1), book.slice(book.lastIndexOf('/') + 1)]
  const link = (id: string, type: string, to: string) =>
    `<Relationship Id="${id}" Type="${kind}/${type}" Target="${to}"/>`
  const links = (...all: string[]) => `<Relationships>${all.join('')}</Relationships>`
  const more = texts ? link('rId3', 'sharedStrings', texts.target) : ''
  return [
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: links(link('rId1', 'officeDocument', book)) },
    {
      name: book,
      content:
        told.workbook ??
        `<workbook xmlns:r="${kind}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: `${folder}_rels/${name}.rels`,
      content: links(link('rId1', 'worksheet', target), link('rId2', 'styles', styles.target), more),
    },
    { name: told.sheet ?? 'xl/worksheets/sheet1.xml', content: sheet },
    { name: styles.at, content: styles.content },
    ...(texts ? [{ name: texts.at, content: texts.content }] : []),
  ]
}
