import { type Env, readEnv, siteUrl } from '@/db/env'
import { Failure } from '@/db/failure'
import { asSystem } from '@/db/session'
import { remind } from './reminders/commands'
import { sendDeliveries } from './sending/commands'
import { emailOutlet } from './sending/email/commands'
import { gatewayOutlet } from './sending/gateway/commands'
import type { Outlets } from './sending/rules'

type Settings = Pick<Env, 'SMTP_URL' | 'MAIL_FROM' | 'GATEWAY_URL' | 'GATEWAY_TOKEN'>

/** The ways out of the house that this installation has; none unless it was given one. @throws Failure when half of one is set. */
export function outletsOf(env: Settings): { outlets: Outlets; close: () => void } {
  const { SMTP_URL: url, MAIL_FROM: from, GATEWAY_URL, GATEWAY_TOKEN } = env
  if (!url !== !from) {
    const [present, missing] = url ? ['SMTP_URL', 'MAIL_FROM'] : ['MAIL_FROM', 'SMTP_URL']
    throw new Failure('env.missingTogether', { present, missing })
  }
  const email = url && from ? emailOutlet({ url, from }) : null
  return {
    outlets: {
      ...(email ? { email: email.send } : {}),
      ...(GATEWAY_URL ? { gateway: gatewayOutlet({ url: GATEWAY_URL, token: GATEWAY_TOKEN }) } : {}),
    },
    close: () => email?.close(),
  }
}

/**
 * What is chased by the clock (domain.md section 10): the reminders of today, and what of them leaves the house. May run at any time and
 * any number of times; two at once wait for each other, or take different messages.
 */
export async function chase(clock: () => Date, env: Env = readEnv()): Promise<{ made: number; sent: number }> {
  const { outlets, close } = outletsOf(env)
  try {
    const ways = { email: Boolean(outlets.email), gateway: Boolean(outlets.gateway) }
    const made = await asSystem('reminders', (db) => remind(db, clock(), ways))
    const sent = await sendDeliveries(clock, outlets, siteUrl(env))
    return { made, sent }
  } finally {
    close()
  }
}
