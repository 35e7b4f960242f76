import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { createTranslator } from 'next-intl'
import en from '@/messages/en/documents.json'
import vi from '@/messages/vi/documents.json'
import type { DocumentWords } from './decisions/document'
import type { DecidedTeam, RosterRow, TeamDecision } from './decisions/words/rules'
import type { Say } from './documents/model/rules'

/** What tests of official documents begin with: sentences in both languages, decisions, and an office program to open them. */

const sayer = (locale: 'vi' | 'en'): Say => {
  const onError = (error: Error) => {
    throw error
  }
  const t = createTranslator({ locale, messages: { documents: locale === 'vi' ? vi : en }, onError })
  return (key, values) => t(`documents.${key}` as 'documents.motto', values)
}
export const vietnamese: DocumentWords = { language: 'vi', say: sayer('vi') }
export const english: DocumentWords = { language: 'en', say: sayer('en') }

const families = ['Nguyễn', 'Trần', 'Lê', 'Hồ', 'Phạm', 'Hoàng']
const middles = ['Văn', 'Thị', 'Đức', 'Thị Ngọc', 'Quang']
const given = ['An', 'Bình', 'Chung', 'Dung', 'Giang', 'Hòa', 'Khánh', 'Lan', 'Phương', 'Thủy', 'Ước']
const posts = ['Trưởng thôn', 'Bí thư Chi đoàn', 'Chi hội trưởng Hội Phụ nữ', 'Giáo viên', 'Người dân tự nguyện']
const pick = <T>(list: readonly T[], i: number): T => list[i % list.length] as T

/** Made-up people, each with another name. */
export const roster = (count: number, village: string, from = 0): RosterRow[] =>
  Array.from({ length: count }, (_, i) => ({
    fullName: `${pick(families, from + i)} ${pick(middles, (from + i) * 3)} ${pick(given, (from + i) * 7)}`,
    birthYear: 1965 + (((from + i) * 11) % 40),
    post: pick(posts, i),
    role: i === 0 ? 'leader' : i === 1 ? 'deputy' : 'member',
    village,
  }))

export const team = (village: string, more: Partial<DecidedTeam> = {}): DecidedTeam => ({
  name: village,
  level: 'village',
  villages: [village],
  reason: null,
  successor: null,
  members: [],
  leaving: [],
  ...more,
})

/** An unsigned founding decision of xã Lìa for one team of five. */
export const decision = (more: Partial<TeamDecision> = {}): TeamDecision => ({
  kind: 'founding',
  commune: { type: 'xa', name: 'Lìa' },
  province: { type: 'tinh', name: 'Quảng Trị' },
  signer: { as: 'head', name: 'Hồ Văn Phương' },
  number: null,
  issuedOn: { year: 2026 },
  grounds: ['organisationLaw', 'strategy', 'pilot', 'review'],
  office: { name: 'Phòng Văn hóa - Xã hội', abbreviation: 'VHXH' },
  teams: [team('Thôn Tân Lập', { members: roster(5, 'Thôn Tân Lập') })],
  replaces: [],
  effectiveFrom: null,
  recipients: null,
  ...more,
})

/** A commune's whole network: one team of commune level and 23 of villages, five members each. */
export const wholeCommune = (more: Partial<TeamDecision> = {}): TeamDecision =>
  decision({
    number: 5,
    issuedOn: { day: '2026-02-05' },
    teams: [
      team('Xã Lìa', { level: 'commune', villages: [], members: roster(5, 'Thôn Tân Lập') }),
      ...Array.from({ length: 23 }, (_, i) => {
        const name = `Thôn A Xóc Cha Lỳ Thượng ${i + 1}`
        return team(name, { members: roster(5, name, i * 5 + 5) })
      }),
    ],
    ...more,
  })

const fonts = join(process.cwd(), 'node_modules/@expo-google-fonts/tinos')

/** Whether this machine has what opens a .docx and reads the pages. */
export function hasOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * The pages that LibreOffice makes of a .docx, as text, with the file for a closer look. Times New Roman is stood in for by
 * Tinos, which is as wide; the program has a profile of its own and leaves nothing behind.
 */
export function pagesOf(file: Uint8Array, keep?: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tung-ngo-document-'))
  try {
    const settings = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir>
      <cachedir>${folder}/fonts</cachedir><alias binding="same"><family>Times New Roman</family>
      <prefer><family>Tinos</family></prefer></alias></fontconfig>`
    writeFileSync(join(folder, 'fonts.conf'), settings)
    writeFileSync(join(folder, 'document.docx'), file)
    const profile = `-env:UserInstallation=file://${folder}/profile`
    execFileSync(
      'soffice',
      [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'document.docx')],
      { stdio: 'ignore', timeout: 120_000, env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') } },
    )
    const pdf = join(folder, 'document.pdf')
    if (keep) {
      mkdirSync(join(keep, '..'), { recursive: true })
      writeFileSync(keep, readFileSync(pdf))
    }
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
    return text.normalize('NFC').split('\f').slice(0, -1)
  } finally {
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true })
  }
}

/** The parts of a .docx by their names ("word/document.xml"), read from the directory at the end of the archive. */
export function partsOf(file: Uint8Array): Record<string, string> {
  const bytes = Buffer.from(file)
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  const parts: Record<string, string> = {}
  let at = bytes.readUInt32LE(end + 16)
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ]
    const from = bytes.readUInt32LE(at + 42)
    const start = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28)
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20))
    const plain = bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)
    parts[bytes.toString('utf8', at + 46, at + 46 + name)] = plain.toString('utf8')
    at += 46 + name + extra + comment
  }
  return parts
}
