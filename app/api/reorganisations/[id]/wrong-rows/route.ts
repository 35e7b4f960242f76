import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { sheetAnswer } from '@/app/sheet'
import { apiContext, refusedPost } from '@/server/auth/request'
import { writeWrongRows } from '@/server/reorganisations/import/sheet'
import { appRouter } from '@/server/router'
import { createCallerFactory } from '@/server/trpc'

const createCaller = createCallerFactory(appRouter)
/** As much as a question to the router may bring. */
const maxBodyBytes = 16_000_000

type Props = { params: Promise<{ id: string }> }

/** The rows of some files that cannot go into a draft, as a spreadsheet under the identity of the caller. Keeps nothing. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const refused = refusedPost(request, maxBodyBytes)
  if (refused) return refused
  const context = await apiContext(request)
  if (!context.identity) return new Response(null, { status: 401 })
  const body: unknown = await request.json().catch(() => null)
  const { id } = await params
  return sheetAnswer(async () => {
    const asked = { ...(typeof body === 'object' ? body : null), id }
    const wrong = await createCaller(context).reorganisations.wrongRows(asked as never)
    if (wrong.length === 0) return 404
    const t = await getTranslations('reorganisationImport')
    const file = await writeWrongRows(wrong, {
      ...{ sheet: t('sheet.name'), lead: t('sheet.lead'), line: t('sheet.line'), problem: t('sheet.problem') },
      title: (name, count) => t('sheet.title', { file: name, count }),
      problems: (problem, text) => t(`problems.${problem}`, { text }),
    })
    return { file, name: `${t('sheet.file')}` }
  })
}
