import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { sheetAnswer } from '@/app/sheet'
import { apiContext, sameOrigin } from '@/server/auth/request'
import { writeWrongRows } from '@/server/rosters/import/sheet'
import { appRouter } from '@/server/router'
import { createCallerFactory } from '@/server/trpc'

const createCaller = createCallerFactory(appRouter)

type Props = { params: Promise<{ id: string }> }

/** The rows of a file that cannot be taken, as a spreadsheet for whoever may see the file. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  if (!sameOrigin(request)) return new Response(null, { status: 403 })
  const context = await apiContext(request)
  if (!context.identity) return new Response(null, { status: 401 })
  const { id } = await params
  return sheetAnswer(async () => {
    const { sheets } = await createCaller(context).rosterImport.wrongRows({ id })
    if (sheets.length === 0) return 404
    const t = await getTranslations('rosterImport')
    const file = await writeWrongRows(sheets, {
      ...{ sheet: t('wrong.sheet'), lead: t('wrong.lead'), line: t('wrong.line'), problem: t('wrong.problem') },
      title: (count) => t('wrong.title', { count }),
      problems: ({ field, kind, text }) =>
        t('problem', {
          field: field ? t(`fields.${field}`) : t('wrong.row'),
          what: t(`problems.${kind}`, { text: text ?? t('notShown') }),
        }),
    })
    return { file, name: t('wrong.file') }
  })
}
