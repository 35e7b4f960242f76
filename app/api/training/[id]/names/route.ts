import { randomUUID } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { sheetAnswer } from '@/app/sheet'
import { formatDate, formatDateTime } from '@/components/format/date'
import { apiContext, refusedPost } from '@/server/auth/request'
import { appRouter } from '@/server/router'
import { writeNames } from '@/server/training/sheet'
import { createCallerFactory } from '@/server/trpc'

const createCaller = createCallerFactory(appRouter)
/** A reason and an id. */
const maxBodyBytes = 10_000

type Props = { params: Promise<{ id: string }> }

/** Who has finished a course and who has not, by name: the reason is written down before the file is made. */
export async function POST(request: NextRequest, { params }: Props): Promise<Response> {
  const refused = refusedPost(request, maxBodyBytes)
  if (refused) return refused
  const context = await apiContext(request)
  if (!context.identity) return new Response(null, { status: 401 })
  const body = (await request.json().catch(() => null)) as { reason?: string } | null
  const { id } = await params
  return sheetAnswer(async () => {
    const caller = createCaller(context)
    const { reason = '' } = body ?? {}
    // An id of its own: sent again it is another file, and is written down again.
    const { course } = await caller.training.exportNames({ courseId: id, requestId: randomUUID(), reason })
    const { learners } = await caller.training.learners({ id })
    const me = await caller.people.me()
    const t = await getTranslations('training.names')
    const file = await writeNames(learners, {
      name: t('sheet'),
      heading: [
        t('heading', { course }),
        t('made', { at: formatDateTime(context.now), name: me.holderName, unit: me.unit.fullName }),
        t('reasonLine', { reason }),
        t('care'),
      ],
      column: (column) => t(`columns.${column}`),
      date: formatDate,
      state: ({ progress, late }) => t(late ? 'states.late' : `states.${progress.state}`),
    })
    return { file, name: t('file') }
  })
}
