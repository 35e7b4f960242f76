/** The moments of a reminder's schedule (domain.md section 10), in their order; `late_below` is told the officer above. */
export const reminderMoments = ['opened', 'before3', 'before1', 'due', 'late', 'late_below'] as const
export type ReminderMoment = (typeof reminderMoments)[number]

export const deliveryChannels = ['email', 'gateway'] as const
export type DeliveryChannel = (typeof deliveryChannels)[number]

export const deliveryStates = ['waiting', 'sending', 'sent', 'stopped', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]
