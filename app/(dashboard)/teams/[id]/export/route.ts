import { getLocale, getTranslations } from 'next-intl/server'
import { sheetAnswer } from '@/app/sheet'
import { me, requestContext } from '@/app/trpc'
import { formatDate, formatDateTime } from '@/components/format/date'
import { inSentence } from '@/components/format/in-sentence'
import type { Locale } from '@/messages/locales'
import { type CountsWords, writeCounts } from '@/server/rosters/counts/sheet'
import { appRouter } from '@/server/router'
import { createCallerFactory } from '@/server/trpc'
import { unitIdOf, unitParams } from '../../../units/params'
import { treeOf } from '../tree'

const createCaller = createCallerFactory(appRouter)

/** Teams, coverage, members and their composition, of a unit on a day, as a spreadsheet: numbers alone, no names. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const context = await requestContext()
  if (!context.identity) return new Response(null, { status: 401 })
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const unitId = unitIdOf((await params).id)
  const { on } = unitParams(search)
  const tree = treeOf(search)
  const caller = createCaller(context)
  return sheetAnswer(async () => {
    const asked = { unitId, tree, on: on ?? undefined }
    const [unit, counted, composition] = [
      await caller.units.get({ id: unitId }),
      await caller.rosters.counts(asked),
      await caller.rosters.composition(asked),
    ]
    if (!counted || !composition) return 403
    const components = await caller.rosters.components({ unitId })
    const t = await getTranslations('teamCounts')
    const national = await getTranslations('enums.nationalComponents')
    const who = await me()
    const locale = (await getLocale()) as Locale
    const words: CountsWords = {
      counts: t('sheet.counts'),
      composition: t('sheet.composition'),
      heading: [
        t('sheet.heading', { unit: locale === 'vi' ? inSentence(unit.fullName) : unit.fullName }),
        t('sheet.on', { date: formatDate(counted.on), tree }),
        t('sheet.made', { at: formatDateTime(context.now), name: who.holderName, unit: who.unit.fullName }),
        ...(who.demo ? [t('sheet.demo')] : []),
      ],
      place: t('place'),
      code: t('sheet.code'),
      total:
        counted.kept < counted.places.length
          ? t('totalOfKept', { kept: counted.kept, all: counted.places.length })
          : t('total'),
      column: (id) => (id in sheetColumns ? t(`sheet.${id as keyof typeof sheetColumns}`) : t(id as 'led')),
      group: t('sheet.group'),
      value: t('sheet.value'),
      groupName: (group) => t(`composition.${groupCaptions[group]}`),
      valueName: (group, key) => {
        if (key === null) return t('composition.unknown')
        if (key === 'restricted') return t('composition.restricted')
        if (group !== 'component' && group !== 'leadersComponent') return t(`composition.${key as 'female'}`)
        return components.find((each) => each.code === key)?.name ?? national(key as 'teacher')
      },
      level: (id) => t(`composition.${id}`),
    }
    return { file: await writeCounts(counted, composition, words), name: `${t('sheet.file')}-${counted.on}` }
  })
}

const sheetColumns = { covered: 1, villages: 1, withTeam: 1, communes: 1 }
const groupCaptions = {
  component: 'componentCaption',
  sex: 'sexCaption',
  age: 'ageCaption',
  leadersAge: 'leadersAge',
  leadersComponent: 'leadersComponent',
} as const
