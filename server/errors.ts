/** What a command or query may answer instead of a result: a code and parameters, never a sentence. */
export type ErrorKind = 'NotFound' | 'Forbidden' | 'Conflict' | 'Invalid' | 'NotNow'
export type ErrorParams = Record<string, string | number | boolean | null>

/** `reason` is area.reason and the message key under the namespace `errors`. */
export class DomainError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly reason: string,
    readonly params: ErrorParams = {},
    readonly data?: unknown,
  ) {
    super(reason)
    this.name = kind
  }
}

/** The thing does not exist for you. */
export class NotFound extends DomainError {
  constructor(reason: string, params?: ErrorParams) {
    super('NotFound', reason, params)
  }
}
/** It exists, but this verb is not yours. */
export class Forbidden extends DomainError {
  constructor(reason: string, params?: ErrorParams) {
    super('Forbidden', reason, params)
  }
}
/** Someone else changed it first; `data` shows what stands now. */
export class Conflict extends DomainError {
  constructor(reason: string, params?: ErrorParams, data?: unknown) {
    super('Conflict', reason, params, data)
  }
}
/** What came in cannot be taken; `data` names the fields. */
export class Invalid extends DomainError {
  constructor(reason: string, params?: ErrorParams, data?: unknown) {
    super('Invalid', reason, params, data)
  }
}
/** It may be yours, but not at this moment: the step does not follow from where the thing stands. */
export class NotNow extends DomainError {
  constructor(reason: string, params?: ErrorParams) {
    super('NotNow', reason, params)
  }
}
