import { photoAnswer } from '@/app/photo'

/** A picture of an activity. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params
  return photoAnswer((router) => router.activities.photo({ id }))
}
