/** Closed lists of words of training, apart so that pages that do not speak of it do not carry them. Imports nothing. */

/** Whom a course or a class is for: cán bộ, thành viên Tổ, người dân. */
export const trainingAudiences = ['officers', 'members', 'citizens'] as const
export type TrainingAudience = (typeof trainingAudiences)[number]
export const trainingModes = ['in_person', 'online', 'blended'] as const
export type TrainingMode = (typeof trainingModes)[number]
/** Who holds a class, alone or with partners (S002-13, S003-10). */
export const organiserKinds = [
  'ministry',
  'department',
  'district',
  'commune',
  'union',
  'firm',
  'school',
  'other',
] as const
export type OrganiserKind = (typeof organiserKinds)[number]
export const sessionStates = ['planned', 'held', 'cancelled'] as const
export type SessionState = (typeof sessionStates)[number]
/** What says that somebody has finished: the platform's list, a certificate, somebody's word. */
export const completionSources = ['platform', 'certificate', 'typed'] as const
export type CompletionSource = (typeof completionSources)[number]

/** Registers that a commune may let fill its report from a month on. */
export const reportRegisters = ['training', 'teams'] as const
export type ReportRegister = (typeof reportRegisters)[number]
