import { TRPCError } from '@trpc/server'
import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { apiContext, sameOrigin } from '@/server/auth/request'
import { writeWrongRows } from '@/server/reorganisations/import/sheet'
import { appRouter } from '@/server/router'
import { sheetMime } from '@/server/sheet'
import { createCallerFactory } from '@/server/trpc'

const createCaller = createCallerFactory(appRouter)
const statuses: Partial<Record<TRPCError['code'], number>> = {
  ...{ NOT_FOUND: 404, FORBIDDEN: 403, BAD_REQUEST: 400, UNAUTHORIZED: 401, PRECONDITION_FAILED: 412 },
}
/** As much as a question to the router may bring. */
const maxBodyBytes = 16_000_000

type Props = { params: Promise<{ id: string }> }

/** The rows of some files that cannot go into a draft, as a spreadsheet under the identity of the caller. Keeps nothing. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  if (!sameOrigin(request)) return new Response(null, { status: 403 })
  const length = request.headers.get('content-length')
  if (length === null) return new Response(null, { status: 411 })
  if (!(Number(length) <= maxBodyBytes)) return new Response(null, { status: 413 })
  const context = await apiContext(request)
  if (!context.identity) return new Response(null, { status: 401 })
  const body: unknown = await request.json().catch(() => null)
  const { id } = await params
  try {
    const asked = { ...(typeof body === 'object' ? body : null), id }
    const wrong = await createCaller(context).reorganisations.wrongRows(asked as never)
    if (wrong.length === 0) return new Response(null, { status: 404 })
    const t = await getTranslations('reorganisationImport')
    const file = await writeWrongRows(wrong, {
      ...{ sheet: t('sheet.name'), lead: t('sheet.lead'), line: t('sheet.line'), problem: t('sheet.problem') },
      title: (name, count) => t('sheet.title', { file: name, count }),
      problems: (problem, text) => t(`problems.${problem}`, { text }),
    })
    return new Response(file, {
      headers: {
        'content-type': sheetMime,
        'content-disposition': `attachment; filename="${t('sheet.file')}.xlsx"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (error) {
    const status = error instanceof TRPCError ? statuses[error.code] : undefined
    if (status) return new Response(null, { status })
    throw error
  }
}
