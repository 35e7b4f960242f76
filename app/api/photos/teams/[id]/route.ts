import { photoAnswer } from '@/app/photo'

/** A picture of what a team's month was typed from, for its commune alone. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  return photoAnswer((router) => router.teamReports.photo({ id }))
}
