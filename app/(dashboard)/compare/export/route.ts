import { getLocale, getTranslations } from 'next-intl/server'
import { sheetAnswer } from '@/app/sheet'
import { me, requestContext } from '@/app/trpc'
import { ownReports, publishedNote } from '@/components/comparisons/address'
import type { Comparison } from '@/components/comparisons/outputs'
import { formatDate, formatDateTime } from '@/components/format/date'
import { formatFraction, formatNumber, formatRatio } from '@/components/format/number'
import { formatPeriodInline, formatPeriodName } from '@/components/format/period'
import { compareVietnamese } from '@/components/format/sort'
import { sortFromParam } from '@/components/ui/data-table-columns'
import type { Locale } from '@/messages/locales'
import { parsePeriod } from '@/server/calendar/rules'
import { breakWord } from '@/server/comparisons/cells/rules'
import { partOf, totalRow, unallocatedNow } from '@/server/comparisons/rules'
import { type SheetWords, writeComparison } from '@/server/comparisons/sheet'
import { appRouter } from '@/server/router'
import { createCallerFactory } from '@/server/trpc'
import { freezesOf, withFreezes } from '../frozen'
import { compareParams, periodOf } from '../params'

const createCaller = createCallerFactory(appRouter)

/** The table as the same address shows it, as a spreadsheet under the identity of the caller. */
export async function GET(request: Request): Promise<Response> {
  const context = await requestContext()
  if (!context.identity) return new Response(null, { status: 401 })
  const caller = createCaller(context)
  const { comparisons } = caller
  const search = new URL(request.url).searchParams
  const params = Object.fromEntries(search)
  return sheetAnswer(async () => {
    const options = await comparisons.options({ period: periodOf(params) })
    const at = compareParams(params, options)
    const { from, to, codes, basis, tree, per, same, province, alone } = at
    const compared = await comparisons.compare({
      ...{ from, to, codes, basis, tree, per, sameSet: same, provinceId: province ?? undefined, alone },
    })
    const table = withFreezes(compared, await freezesOf(caller, await me(), at))
    const file = await writeComparison(
      table,
      {
        ...{ per, sameSet: same, search: at.q, sort: sortFromParam(at.sort) },
        columns: at.cols ? at.cols.split(',') : null,
      },
      await wordsOf(table, at, context.now),
    )
    const t = await getTranslations('compare.export')
    return { file, name: `${t('file')}-${to}` }
  })
}

/** What the file says above, over and under its figures, in the language of the page. */
async function wordsOf(table: Comparison, at: ReturnType<typeof compareParams>, now: Date): Promise<SheetWords> {
  const locale = (await getLocale()) as Locale
  const t = await getTranslations('compare')
  const who = await me()
  const { from, to, months } = table.periods
  const total = totalRow(table.rows, table)
  const part = partOf(table)
  const own = table.peer && table.rows.length === 1 ? table.rows[0] : undefined
  const sent = own ? ownReports(own, at) : null
  const facts =
    months === 1
      ? t('facts.period', {
          name: formatPeriodName(to, locale),
          from: formatDate(to.startsOn),
          to: formatDate(to.endsOn),
        })
      : t('facts.range', {
          ...{ from: formatPeriodInline(from, locale), to: formatPeriodInline(to, locale) },
          ...{ start: formatDate(from.startsOn), end: formatDate(to.endsOn) },
        })
  const column = (code: string) => table.columns.find((each) => each.code === code)
  const named = (code: string) => {
    const found = column(code)
    const [name, unit] = found
      ? locale === 'vi'
        ? [found.nameVi, found.unitVi]
        : [found.nameEn, found.unitEn]
      : [code, '']
    const rate = at.per === 'none' || found?.valueType === 'percent' ? '' : ` ${t(`facts.rate.${at.per}`)}`
    return `${name} (${unit}${rate})`
  }
  const before = t(at.same ? 'columns.monthSame' : months > 1 ? 'columns.monthsBefore' : 'columns.month', {
    count: months,
  })
  const within = (name: string) => (locale === 'vi' ? name.charAt(0).toLocaleLowerCase(locale) + name.slice(1) : name)
  const place = within(table.province?.name ?? t('nation'))
  return {
    name: t('export.sheet'),
    heading: [
      table.province ? t('titleCommunes', { province: place }) : t('titleProvinces'),
      facts,
      `${t(`facts.${table.standing}`)}. ${t('export.basis', { basis: t(`choose.bases.${at.basis}`) })}. ${t(`facts.tree.${at.tree}`)}.`,
      ...(at.absent.length > 0
        ? [
            t('facts.absent', {
              asked: at.absent
                .flatMap((code) => parsePeriod(code) ?? [])
                .map((each) => formatPeriodInline(each, locale))
                .join(', '),
              shown: [...new Set([from, to].map((each) => formatPeriodInline(each, locale)))].join(' – '),
            }),
          ]
        : []),
      ...(table.province && table.province.ofThen.length > 0
        ? [
            t('facts.ofThen', {
              provinces: table.province.ofThen
                .map(({ name, partly }) => (partly ? t('facts.ofThenPart', { province: within(name) }) : within(name)))
                .join(', '),
            }),
          ]
        : []),
      ...(own && sent
        ? [t(`facts.${sent.word}`, { unit: own.name, fraction: formatFraction(sent.received, sent.required, locale) })]
        : []),
      ...(own ? [] : [t('export.reports', { ratio: formatRatio(total.received, total.required, locale) })]),
      ...(part ? [t('facts.provinces', { received: part.n, all: part.all })] : []),
      t('export.made', {
        ...{ at: formatDateTime(now), name: who.holderName, unit: who.unit.fullName },
      }),
      ...(who.demo ? [t('export.demo')] : []),
      ...(table.formIssued ? [] : [t('export.formDraft')]),
    ],
    notes: [
      t('facts.blank'),
      ...(table.columns.some((each) => each.kind === 'stock')
        ? [t('facts.stock', { date: formatDate(to.endsOn) })]
        : []),
      ...(at.same ? [t('facts.sameSet')] : []),
      ...(at.per === 'none' ? [] : [t('facts.rateNote')]),
      ...(table.publishedOnly ? [t(`facts.${publishedNote(who.unit.level)}`)] : []),
      ...(unallocatedNow(table)
        ? [`${t('unallocated.name')}: ${t(table.province ? 'unallocated.help' : 'unallocated.helpNation')}`]
        : []),
      ...(table.elsewhere ? [`${t('elsewhere.name')}: ${t('elsewhere.help')}`] : []),
      ...table.columns
        .filter((each) => each.absence)
        .map(
          (each) =>
            `${named(each.code)}: ${t(`absence.${each.absence ?? 'text'}`, { date: each.since ? formatDate(each.since) : '' })}`,
        ),
      ...table.rows
        .filter((row) => row.totalsOnly)
        .map((row) => `${row.name}: ${t('totalsOnly')} (${formatNumber(row.received, locale)})`),
    ],
    unit: t(table.level === 'provinces' ? 'columns.province' : 'columns.commune'),
    code: t('columns.code'),
    received: t('columns.received'),
    required: t('columns.required'),
    total: (some) =>
      some
        ? t('totalPart', { n: formatNumber(some.n, locale), all: formatNumber(some.all, locale) })
        : t('total', { unit: place }),
    average: (province) => t('average', { province: within(province) }),
    unallocated: (units) =>
      units > 0 ? `${t('unallocated.name')} (${t('unallocated.units', { count: units })})` : t('unallocated.name'),
    elsewhere: t('elsewhere.name'),
    note: t('doubts.note'),
    doubts: (doubts) =>
      `${t('doubts.title')}: ${doubts
        .map((doubt) => t(`doubts.${doubt.reason}`, { unit: doubt.predecessor, date: formatDate(doubt.effectiveOn) }))
        .join('; ')}`,
    breaks: (found) =>
      `${t(`breaks.${found.with}`)}: ${found.breaks
        .map((each) => t(`breaks.${breakWord(each)}`, { unit: each.other, date: formatDate(each.effectiveOn) }))
        .join('; ')}`,
    value: named,
    change: (code, measure, part) =>
      t('columns.of', {
        indicator: named(code),
        measure: `${(measure === 'year' ? t('columns.year') : before).toLocaleLowerCase(locale)}, ${t(`columns.${part}`)}`,
      }),
    order: compareVietnamese,
  }
}
