import { TRPCError } from '@trpc/server'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requestContext } from '@/app/trpc'
import type { Locale } from '@/messages/locales'
import { locales } from '@/messages/locales'
import { teamDecisionDocument } from '@/server/decisions/document'
import { decisionOf, paperNumber } from '@/server/decisions/paper/rules'
import { documentMime, writeDocument } from '@/server/documents/document'
import type { Say } from '@/server/documents/model/rules'
import { appRouter } from '@/server/router'
import { createCallerFactory } from '@/server/trpc'

const createCaller = createCallerFactory(appRouter)
const statuses: Partial<Record<TRPCError['code'], number>> = { FORBIDDEN: 403, NOT_FOUND: 404 }

/** A decision about teams as .docx to be signed: in Vietnamese, or with `?lang=en` as a marked translation. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const context = await requestContext()
  if (!context.identity) return new Response(null, { status: 401 })
  const id = z.uuid().safeParse((await params).id).data
  if (!id) return new Response(null, { status: 404 })
  const language: Locale = locales.find((each) => each === new URL(request.url).searchParams.get('lang')) ?? 'vi'
  try {
    const caller = createCaller(context)
    const paper = await caller.decisions.paper({ id })
    const { communeId } = await caller.decisions.get({ id })
    const components = await caller.rosters.components({ unitId: communeId })
    const national = await getTranslations({ locale: language, namespace: 'enums.nationalComponents' })
    const t = await getTranslations({ locale: language, namespace: 'documents' })
    const say: Say = (key, values) => t(key as 'nation', values as never)
    const decision = decisionOf(
      paper,
      (code) => components.find((each) => each.code === code)?.name ?? national(code as 'teacher'),
    )
    const file = await writeDocument(teamDecisionDocument(decision, { language, say }))
    const name = `quyet-dinh-${paperNumber(paper.number) ?? 'du-thao'}-${paper.decidedOn ?? paper.effectiveOn}`
    return new Response(new Uint8Array(file), {
      headers: {
        'content-type': documentMime,
        'content-disposition': `attachment; filename="${name}.docx"`,
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
