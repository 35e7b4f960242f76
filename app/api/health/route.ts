import { getHealth } from '@/server/health/queries'

export const dynamic = 'force-dynamic'

/** Whether the service stands: no sign-in, no secrets. 503 when the database is away. */
export async function GET(): Promise<Response> {
  const health = await getHealth()
  return Response.json(health, { status: health.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
