import { TRPCError } from '@trpc/server'
import { sheetMime } from '@/server/sheets/write'

const statuses: Partial<Record<TRPCError['code'], number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_REQUEST: 400,
  PRECONDITION_FAILED: 412,
}

/** A workbook as a download, or the status with which there is none; what the router refuses is told by its own. */
export async function sheetAnswer(
  make: () => Promise<{ file: Uint8Array<ArrayBuffer>; name: string } | number>,
): Promise<Response> {
  try {
    const made = await make()
    if (typeof made === 'number') return new Response(null, { status: made })
    return new Response(made.file, {
      headers: {
        'content-type': sheetMime,
        'content-disposition': `attachment; filename="${made.name}.xlsx"`,
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
