import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { Failure, type SentenceKey, say } from '@/db/failure'

type Source = Record<string, string | undefined>

/** The message of each check is the key of its sentence, so that the reason is said in the process's language. */
const reason = (key: SentenceKey) => ({ error: key })
const isUrl = (protocols: string[]) => (value: string) =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol)
const postgresUrl = z
  .string()
  .refine(isUrl(['postgres:', 'postgresql:']), reason('env.reasonPostgres'))
  .refine((value) => !URL.canParse(value) || (new URL(value).username !== '' && new URL(value).pathname.length > 1), {
    ...reason('env.reasonPostgres'),
  })
const onOff = z.enum(['on', 'off'], reason('env.reasonOnOff')).transform((value) => value === 'on')

const envSchema = z.object({
  DATABASE_URL: postgresUrl.optional(),
  SYSTEM_URL: postgresUrl.optional(),
  OWNER_URL: postgresUrl.optional(),
  ADMIN_URL: postgresUrl.optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, reason('env.reasonPort'))
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65535, reason('env.reasonPort'))
    .default(3000),
  HOST: z.string().min(1, reason('env.reasonEmpty')).default('127.0.0.1'),
  NEXTAUTH_SECRET: z.string().min(32, reason('env.reasonSecret')).optional(),
  NEXTAUTH_URL: z
    .string()
    .refine(isUrl(['http:', 'https:']), reason('env.reasonUrl'))
    .optional(),
  DEMO: onOff.default(true),
  DEMO_PROVINCES: z
    .string()
    .regex(/^\d{2}(,\d{2})*$/, reason('env.reasonCodes'))
    .transform((codes) => codes.split(','))
    .optional(),
  DATA_DIR: z.string().default('.data'),
  SMTP_URL: z
    .string()
    .refine(isUrl(['smtp:', 'smtps:']), reason('env.reasonSmtp'))
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>]*<?[^\s@<>]+@[^\s@<>]+>?$/, reason('env.reasonAddress'))
    .optional(),
  GATEWAY_URL: z
    .string()
    .refine(isUrl(['http:', 'https:']), reason('env.reasonUrl'))
    .optional(),
  GATEWAY_TOKEN: z.string().optional(),
  TRUST_PROXY: onOff.default(false),
  LOCALE: z.enum(['vi', 'en'], reason('env.reasonLocale')).optional(),
})

/** The environment, checked: PORT a number, DEMO and TRUST_PROXY booleans, DEMO_PROVINCES codes, URLs of Postgres or absent. */
export type Env = z.infer<typeof envSchema>

/** Reads and checks the environment. An empty value counts as unset. Throws a Failure that names the variable. */
export function readEnv(source: Source = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = envSchema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const key = (issue?.message ?? 'env.reasonEmpty') as SentenceKey
    throw new Failure('env.invalid', { name: String(issue?.path[0] ?? ''), reason: say(key) })
  }
  return parsed.data
}

const heardAsLocal = ['127.0.0.1', 'localhost', '::1', '0.0.0.0', '::']

/** The address that people type: NEXTAUTH_URL, else where the web server listens (HOST, PORT). No slash at its end. */
export function siteUrl({ NEXTAUTH_URL, HOST, PORT }: Pick<Env, 'NEXTAUTH_URL' | 'HOST' | 'PORT'>): string {
  if (NEXTAUTH_URL) return NEXTAUTH_URL.replace(/\/$/, '')
  const host = heardAsLocal.includes(HOST) ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST
  return `http://${host}:${PORT}`
}

/** Takes `.env` into the process's environment; what is already set wins. */
export function loadEnvFile(file = '.env'): void {
  if (fs.existsSync(/*turbopackIgnore: true*/ file)) process.loadEnvFile(file)
}

/** Connection strings of the three logins: runtime (the app), system (jobs, sign-in), owner (migrations). */
export type DbUrls = { runtime: string; system: string; owner: string }

/** Where the embedded Postgres writes its connection strings for tools, jobs and tests. */
export const urlsFile = (dataDir: string) => path.resolve(/*turbopackIgnore: true*/ dataDir, 'urls.json')

const userOf = (url: string) => decodeURIComponent(new URL(url).username)

/** The URLs of an outside Postgres, or null when none is set. All or none, each a login of its own. */
export function outsideUrls(env: Env): DbUrls | null {
  const given = { DATABASE_URL: env.DATABASE_URL, SYSTEM_URL: env.SYSTEM_URL, OWNER_URL: env.OWNER_URL }
  const names = Object.keys(given) as (keyof typeof given)[]
  const present = names.filter((name) => given[name])
  if (present.length === 0) return null
  const missing = names.filter((name) => !given[name])
  if (missing.length > 0) {
    throw new Failure('env.missingTogether', { present: present.join(', '), missing: missing.join(', ') })
  }
  for (const [first, second] of [
    ['DATABASE_URL', 'OWNER_URL'],
    ['DATABASE_URL', 'SYSTEM_URL'],
    ['SYSTEM_URL', 'OWNER_URL'],
  ] as const) {
    if (userOf(given[first] as string) === userOf(given[second] as string)) {
      throw new Failure('env.sameLogin', { first, second })
    }
  }
  return { runtime: env.DATABASE_URL as string, system: env.SYSTEM_URL as string, owner: env.OWNER_URL as string }
}

function writtenUrls(dataDir: string): DbUrls {
  try {
    const file = z.object({ runtime: postgresUrl, system: postgresUrl, owner: postgresUrl })
    return file.parse(JSON.parse(fs.readFileSync(/*turbopackIgnore: true*/ urlsFile(dataDir), 'utf8')))
  } catch {
    throw new Failure('env.noDatabase')
  }
}

/** The three URLs in use: from the environment, else those the embedded Postgres wrote. Throws a Failure otherwise. */
export function dbUrls(source: Source = process.env): DbUrls {
  const env = readEnv(source)
  return outsideUrls(env) ?? writtenUrls(env.DATA_DIR)
}

/** What the serving process needs: it is never handed the owner, so OWNER_URL may be absent there. */
export function appUrls(source: Source = process.env): Pick<DbUrls, 'runtime' | 'system'> {
  const env = readEnv(source)
  if (env.DATABASE_URL && env.SYSTEM_URL) return { runtime: env.DATABASE_URL, system: env.SYSTEM_URL }
  return outsideUrls(env) ?? writtenUrls(env.DATA_DIR)
}
