import { getLocale, getTranslations } from 'next-intl/server'
import { sheetAnswer } from '@/app/sheet'
import { me, requestContext } from '@/app/trpc'
import { formatDateTime } from '@/components/format/date'
import { formatPeriodInline } from '@/components/format/period'
import type { Locale } from '@/messages/locales'
import { getFrozenInput } from '@/server/reports/frozen/schema'
import { writeFrozen } from '@/server/reports/frozen/sheet'
import { appRouter } from '@/server/router'
import { createCallerFactory } from '@/server/trpc'

const createCaller = createCallerFactory(appRouter)

/** One revision as a spreadsheet: totals, units, and how it differs from the one before. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ unitId: string; period: string }> },
): Promise<Response> {
  const context = await requestContext()
  if (!context.identity) return new Response(null, { status: 401 })
  const { unitId, period } = await params
  const revision = Number(new URL(request.url).searchParams.get('revision'))
  const input = getFrozenInput.safeParse({ unitId: Number(unitId), period, revision }).data
  if (!input) return new Response(null, { status: 404 })
  const { frozen } = createCaller(context)
  return sheetAnswer(async () => {
    const figures = await frozen.get(input)
    const changes = await frozen.changes({ ...input, against: 'before' })
    const locale = (await getLocale()) as Locale
    const t = await getTranslations('frozen')
    const who = await me()
    const counts = { required: figures.revision.required, accepted: figures.revision.accepted }
    const named = (code: string, part: 'name' | 'unit') => {
      if (code === 'R00' || code === 'R01' || code === 'R02') return t(`beside.${code}.${part}`)
      const row = figures.rows[code]
      if (!row) return part === 'name' ? code : ''
      if (part === 'name') return locale === 'vi' ? row.nameVi : row.nameEn
      return locale === 'vi' ? row.unitVi : row.unitEn
    }
    const file = await writeFrozen(figures, changes, {
      names: { totals: t('sheet.totals'), units: t('sheet.units'), changes: t('sheet.changes') },
      heading: [
        t('sheet.heading', {
          ...{ unit: figures.place.level === 'nation' ? t('country') : figures.place.fullName, revision },
          month: formatPeriodInline(figures.period, locale),
        }),
        t('sheet.at', { at: formatDateTime(figures.revision.at), ...counts }),
        ...(figures.revision.reason ? [t('revisions.reason', { reason: figures.revision.reason })] : []),
        t('sheet.made', { at: formatDateTime(context.now), name: who.holderName, unit: who.unit.fullName }),
      ],
      notes: [t('sheet.blank')],
      columns: {
        ...{ code: t('sheet.code'), row: t('sheet.row'), measure: t('sheet.measure'), value: t('sheet.value') },
        ...{ givers: t('sheet.givers'), unit: t('sheet.unit'), required: t('sheet.required') },
        ...{ accepted: t('sheet.accepted'), was: t('sheet.was'), now: t('sheet.now') },
      },
      name: (code) => named(code, 'name'),
      measure: (code) => named(code, 'unit'),
      numerator: (name) => t('changes.numerator', { name }),
    })
    return { file, name: t('sheet.file', { period, revision }) }
  })
}
