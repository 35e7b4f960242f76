import { TRPCError } from '@trpc/server'
import { paperDocument } from '@/app/paper'
import { createCaller, requestContext } from '@/app/trpc'
import { choiceOf } from '@/components/reports/paper/paper-address'
import { locales } from '@/messages/locales'
import { documentMime, writeDocument } from '@/server/documents/document'
import { pagesMime, writePages } from '@/server/documents/pages/document'
import { fileNameOf } from '@/server/reports/paper/rules'
import { getPaperInput } from '@/server/reports/schema'

const statuses: Partial<Record<TRPCError['code'], number>> = { BAD_REQUEST: 404, FORBIDDEN: 403, NOT_FOUND: 404 }
const files = { docx: { mime: documentMime, write: writeDocument }, pdf: { mime: pagesMime, write: writePages } }

/** The official document of a month as .docx or `?format=pdf`; with `?lang=en` as a marked translation. Who may read the figures may have it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ unitId: string; period: string }> },
): Promise<Response> {
  const context = await requestContext()
  if (!context.identity) return new Response(null, { status: 401 })
  const { unitId, period } = await params
  const search = Object.fromEntries(new URL(request.url).searchParams)
  const choice = choiceOf(search)
  const input = getPaperInput.safeParse({ unitId: Number(unitId), period, figures: choice.figures }).data
  if (!input) return new Response(null, { status: 404 })
  const format = search.format === 'pdf' ? 'pdf' : 'docx'
  const language = locales.find((each) => each === search.lang) ?? 'vi'
  try {
    const { paper, fullName } = await createCaller(context).reports.paper(input)
    const file = await files[format].write(await paperDocument(paper, choice, language))
    return new Response(file, {
      headers: {
        'content-type': files[format].mime,
        'content-disposition': `attachment; filename="${fileNameOf(paper, fullName)}.${format}"`,
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
