import { getTranslations } from 'next-intl/server'
import { createCaller, requestContext } from '@/app/trpc'
import { formatDate } from '@/components/format/date'

type Kept = { mime: string; content: string; removedAt: null } | { content: null; removedAt: Date }

const statuses: Record<string, number> = { UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404, BAD_REQUEST: 404 }

/**
 * A picture for whoever may see it at this moment; kept by nobody on the way. One whose time was over is gone (410), and it is said
 * when and by which rule.
 */
export async function photoAnswer(ask: (router: ReturnType<typeof createCaller>) => Promise<Kept>): Promise<Response> {
  const headers = {
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'; sandbox`,
    'cross-origin-resource-policy': 'same-origin',
  }
  const context = await requestContext()
  if (!context.identity) return new Response(null, { status: 401, headers })
  try {
    const photo = await ask(createCaller(context))
    if (photo.removedAt) {
      const t = await getTranslations('photos')
      const said = t('gone', { date: formatDate(photo.removedAt) })
      return new Response(said, { status: 410, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } })
    }
    return new Response(Buffer.from(photo.content, 'base64'), { headers: { ...headers, 'content-type': photo.mime } })
  } catch (error) {
    const status = statuses[(error as { code?: string }).code ?? '']
    if (!status) throw error
    return new Response(null, { status, headers })
  }
}
