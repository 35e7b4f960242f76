import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import type { PasswordProblem } from '@/server/auth/rules'

/** What the doors of the house answer when they stay shut. */
export type AuthRefusal =
  | { ok: false; reason: 'wrong'; left: number }
  | { ok: false; reason: 'locked'; until: Date | string }
  | { ok: false; reason: 'password'; problem: PasswordProblem }
  | {
      ok: false
      reason: 'disabled' | 'demoOff' | 'signedOut' | 'code' | 'tooMany' | 'same' | 'network' | 'empty' | 'differ'
    }

/** The sentence for a refusal. */
export function useAuthText(): (refusal: AuthRefusal | null) => string {
  const t = useTranslations('auth.refused')
  const format = useFormat()
  return (refusal) => {
    if (!refusal) return ''
    if (refusal.reason === 'wrong') return t('wrong', { left: refusal.left })
    if (refusal.reason === 'locked') return t('locked', { time: format.dateTime(refusal.until) })
    if (refusal.reason === 'password') return t(`password.${refusal.problem}`)
    return t(refusal.reason)
  }
}
