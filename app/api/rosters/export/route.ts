import { randomUUID } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { sheetAnswer } from '@/app/sheet'
import { apiContext, refusedPost } from '@/server/auth/request'
import { fields, otherFields } from '@/server/rosters/import/rules'
import { type TemplateWords, writeTemplate } from '@/server/rosters/template/sheet'
import { appRouter } from '@/server/router'
import { createCallerFactory } from '@/server/trpc'

const createCaller = createCallerFactory(appRouter)
/** A reason and an id. */
const maxBodyBytes = 10_000

/** The roster of a commune with full numbers as a form to fill in. Every one that is made is written down with its reason. */
export async function POST(request: NextRequest): Promise<Response> {
  const refused = refusedPost(request, maxBodyBytes)
  if (refused) return refused
  const context = await apiContext(request)
  if (!context.identity) return new Response(null, { status: 401 })
  const body = (await request.json().catch(() => null)) as { unitId?: unknown; reason?: unknown } | null
  return sheetAnswer(async () => {
    const asked = { requestId: randomUUID(), unitId: body?.unitId, reason: body?.reason }
    const { roster } = await createCaller(context).rosters.export(asked as never)
    if (!roster) return 404
    const [t, tEnums] = await Promise.all([
      getTranslations({ locale: 'vi', namespace: 'rosterImport' }),
      getTranslations({ locale: 'vi', namespace: 'enums' }),
    ])
    const made = {
      ...{ name: roster.madeBy, reason: roster.reason },
      at: roster.madeAt.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false }),
    }
    const guide = ['title', 'edit', 'add', 'end', 'move', 'codes', 'phones', 'missing', 'privacy'] as const
    const words: TemplateWords = {
      ...{
        sheet: t('template.sheet'),
        lists: t('template.lists'),
        title: t('template.title', { commune: roster.commune }),
      },
      ...{ made: t('template.made', made), private: t('template.private'), restricted: t('template.restricted') },
      guide: { name: t('template.guide.name'), lines: guide.map((line) => t(`template.guide.${line}`)) },
      fields: wordsOf([...fields, ...otherFields], (field) => t(`fields.${field}`)),
      levels: wordsOf(['commune', 'village'], (level) => tEnums(`teamLevels.${level}`)),
      sexes: tEnums.raw('sexes'),
      roles: tEnums.raw('memberRoles'),
      components: tEnums.raw('nationalComponents'),
      reasons: tEnums.raw('endedReasons'),
      ticks: tEnums.raw('selectionTicks'),
      ...{ yes: t('yes'), no: t('no') },
    }
    return { file: await writeTemplate(roster, words), name: t('template.file', { day: roster.on }) }
  })
}

const wordsOf = <K extends string>(keys: readonly K[], word: (key: K) => string): Record<K, string> =>
  Object.fromEntries(keys.map((key) => [key, word(key)])) as Record<K, string>
