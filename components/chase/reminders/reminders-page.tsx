import { useTranslations } from 'next-intl'
import { Page } from '@/components/frame/page'
import { PeriodPicker } from '@/components/frame/period-picker'
import { EmptyState } from '@/components/ui/empty-state'
import { Section } from '@/components/ui/section'
import type { Outputs } from './outputs'
import { OwnReminders } from './own-reminders'
import { QuotaForm } from './quota-form'
import { ReminderLog } from './reminder-log'
import { SeenMark } from './seen-mark'

export interface RemindersPageProps {
  own: Outputs['list']
  log: Outputs['log']
  quota: Outputs['quota']
}

/** Reminders: one's own, those of the units below, and what leaves the house for money. */
export function RemindersPage({ own, log, quota }: RemindersPageProps) {
  const t = useTranslations('reminders')
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      context={
        log
          ? {
              when: (
                <PeriodPicker
                  periods={log.periods.map((each) => ({ ...each, value: each.code }))}
                  value={log.period.code}
                />
              ),
            }
          : undefined
      }
    >
      {own.some(({ seenAt }) => seenAt === null) ? <SeenMark upTo={own[0]?.onDay ?? ''} /> : null}
      {own.length > 0 || !log ? (
        <Section title={t('own.title')}>
          {own.length > 0 ? (
            <OwnReminders reminders={own} />
          ) : (
            <EmptyState title={t('own.none')}>{t('own.noneBody')}</EmptyState>
          )}
        </Section>
      ) : null}
      {log ? <ReminderLog log={log} /> : null}
      {quota ? <QuotaForm quota={quota} /> : null}
    </Page>
  )
}
