import { codeOf, finalHttp, type Outlet, Undelivered } from '../rules'

/**
 * Messages to phones through a gateway of the operator's choice (SMS or Zalo notification): POST of
 * `{ "id", "to", "text" }` as JSON, `to` in the form 84…; 2xx means taken. Another try carries the same id, also as Idempotency-Key.
 */
export const gatewayOutlet =
  ({ url, token }: { url: string; token?: string }): Outlet =>
  async ({ id, to, text }) => {
    let answer: Response
    try {
      answer = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': id,
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
        },
        body: JSON.stringify({ id, to: to.replace(/\D/g, '').replace(/^0/, '84'), text }),
        // A gateway that sends us elsewhere would be handed the number and the token.
        redirect: 'error',
        signal: AbortSignal.timeout(15_000),
      })
    } catch (error) {
      const { name, cause } = error as { name?: string; cause?: { code?: string } }
      throw new Undelivered(codeOf(cause?.code ?? name), false)
    }
    await answer.body?.cancel()
    if (!answer.ok) throw new Undelivered(codeOf(answer.status), finalHttp(answer.status))
  }
