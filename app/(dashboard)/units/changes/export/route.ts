import { getLocale, getTranslations } from 'next-intl/server'
import { sheetAnswer } from '@/app/sheet'
import { me, requestContext } from '@/app/trpc'
import { formatDate, formatDateTime } from '@/components/format/date'
import { formatNumber } from '@/components/format/number'
import type { UnitChanges } from '@/components/units/unit-outputs'
import type { Locale } from '@/messages/locales'
import { dayInVietnam } from '@/server/calendar/rules'
import { appRouter } from '@/server/router'
import { sheetRowLimit } from '@/server/sheets/write'
import { createCallerFactory } from '@/server/trpc'
import { anyCrossed } from '@/server/units/changes/rules'
import { type ChangesWords, writeChanges } from '@/server/units/changes/sheet'
import { changesInput, changesParams } from '../params'

const createCaller = createCallerFactory(appRouter)

/** All the changes that the same address shows page by page, as a spreadsheet. */
export async function GET(request: Request): Promise<Response> {
  const context = await requestContext()
  if (!context.identity) return new Response(null, { status: 401 })
  const at = changesParams(Object.fromEntries(new URL(request.url).searchParams), dayInVietnam(context.now))
  return sheetAnswer(async () => {
    const changes = await createCaller(context).units.changes({ ...changesInput(at), page: null })
    if (changes.rows.length > sheetRowLimit) return 413
    const file = await writeChanges(changes, await wordsOf(changes, at, context.now))
    const t = await getTranslations('changes.export')
    return { file, name: `${t('file')}-${at.from}-${at.to}` }
  })
}

/** What the file says above and in its table, in the language of the page. */
async function wordsOf(changes: UnitChanges, at: ReturnType<typeof changesParams>, now: Date): Promise<ChangesWords> {
  const locale = (await getLocale()) as Locale
  const t = await getTranslations('changes')
  const who = await me()
  const days = { from: formatDate(changes.from), to: formatDate(changes.to) }
  const number = (value: number) => formatNumber(value, locale)
  const filters = [at.kind && t(`kinds.${at.kind}`), at.level && t(`levels.${at.level}`), at.q && `“${at.q}”`].filter(
    Boolean,
  )
  return {
    name: t('export.sheet'),
    heading: [
      t('export.heading', days),
      t('export.scope', { name: changes.province?.fullName ?? t('nation') }),
      ...changes.levels.map(({ level, before, opened, ended, cameIn, wentOut, after }) =>
        t(anyCrossed(changes.levels) ? 'export.levelCrossed' : 'export.level', {
          ...{ ...days, name: t(`levels.${level}`), before: number(before), after: number(after) },
          ...{ opened: number(opened), ended: number(ended), cameIn: number(cameIn), wentOut: number(wentOut) },
        }),
      ),
      ...(filters.length > 0 ? [t('export.filter', { words: filters.join(', ') })] : []),
      t('export.count', { count: number(changes.total) }),
      t('export.made', { at: formatDateTime(now), name: who.holderName, unit: who.unit.fullName }),
      ...(who.demo ? [t('export.demo')] : []),
    ],
    column: (id) => t(`export.columns.${id}`),
    kind: (kind) => t(`kinds.${kind}`),
    level: (level) => t(`levels.${level}`),
    crossed: (way) => t(`table.crossed.${way}`),
    confirmed: (yes) => t(yes ? 'table.confirmed' : 'table.unconfirmed'),
    date: formatDate,
  }
}
