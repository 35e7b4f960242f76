'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { FormErrors } from '@/components/ui/form-errors'
import { useToast } from '@/components/ui/toast'
import type { CheckList } from './outputs'

type Props = { id: string; list: Pick<CheckList, 'confirmedAt' | 'confirmed' | 'can'> }

/** A province says that its part agrees; the ministry sees how many have. */
export function ConfirmChecks({ id, list: { confirmedAt, confirmed, can } }: Props) {
  const t = useTranslations('reorganisations.checks')
  const format = useFormat()
  const router = useRouter()
  const toast = useToast()
  const command = useCommand(useTRPC().reorganisations.confirmChecks)
  async function confirm() {
    const done = await command.run({ id })
    if (!done) return
    toast({ message: t('confirmDone') })
    router.refresh()
  }
  return (
    <div className="grid justify-items-start gap-2 text-sm">
      {confirmed.all > 1 ? <p>{t('confirmedOf', { n: confirmed.n, all: confirmed.all })}</p> : null}
      {confirmedAt ? <p>{t('confirmedAt', { time: format.dateTime(confirmedAt) })}</p> : null}
      {can.confirm ? (
        <>
          <p className="max-w-3xl text-muted">{t('confirmWhat')}</p>
          <Button variant="primary" pending={command.pending} onClick={confirm}>
            {t('confirm')}
          </Button>
          <FormErrors errors={command.errorText ? [{ message: command.errorText }] : []} />
        </>
      ) : null}
    </div>
  )
}
