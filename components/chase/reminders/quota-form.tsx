'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { useToast } from '@/components/ui/toast'
import type { Outputs } from './outputs'

/** Moments at which a message that costs goes out: one day before, on the day, overdue. */
const messagesEach = 3
const wholeNumber = (text: string) => Number(text.replace(/\D/g, '')) || 0

/** Whether a province pays for messages to phones, how many, and what that comes to before anything is sent (domain.md 22.26). */
export function QuotaForm({ quota }: { quota: NonNullable<Outputs['quota']> }) {
  const t = useTranslations('reminders.quota')
  const format = useFormat()
  const router = useRouter()
  const toast = useToast()
  const set = useCommand(useTRPC().reminders.setQuota)
  const [enabled, setEnabled] = useState(quota.enabled)
  const [limit, setLimit] = useState(String(quota.monthlyLimit))
  const [price, setPrice] = useState(String(quota.priceVnd))
  const messages = quota.people * messagesEach
  const cost = (count: number) => format.currency(count * wholeNumber(price))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!(await set.run({ enabled, monthlyLimit: wholeNumber(limit), priceVnd: wholeNumber(price) }))) return
    toast({ message: t('saved') })
    router.refresh()
  }

  return (
    <Section title={t('title')} description={t('body')}>
      {quota.connected ? null : <Notice tone="info">{t('off')}</Notice>}
      <form onSubmit={submit} className="grid max-w-xl gap-4">
        <Checkbox label={t('enabled')} checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('limit')}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                maxLength={9}
                value={limit}
                onChange={(e) => setLimit(e.target.value)}
              />
            )}
          </Field>
          <Field label={t('price')}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                maxLength={7}
                value={price}
                onChange={(e) => setPrice(e.target.value)}
              />
            )}
          </Field>
        </div>
        <p className="text-sm" aria-live="polite">
          {t('estimate', {
            people: quota.people,
            messages,
            cost: cost(messages),
            capped: cost(Math.min(messages, wholeNumber(limit))),
          })}
        </p>
        {quota.enabled ? (
          <p className="text-muted text-sm">
            {t('used', {
              used: quota.used,
              limit: quota.monthlyLimit,
              cost: format.currency(quota.used * quota.priceVnd),
            })}
          </p>
        ) : null}
        {set.errorText ? (
          <Notice tone="danger" role="alert">
            {set.errorText}
          </Notice>
        ) : null}
        <div>
          <Button type="submit" variant="primary" pending={set.pending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Section>
  )
}
