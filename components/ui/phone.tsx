import { Phone as PhoneIcon } from 'lucide-react'

/** "0900000001" as "0900 000 001". Another shape stays as it is. */
export const phoneText = (number: string): string => number.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3')

export interface PhoneProps {
  number: string | null
  /** In the narrow list of a phone only its sign is shown, large enough for a thumb; the number is still read out. */
  compact?: boolean
}

/** A work number that is dialled when it is pressed; nothing when there is none. */
export function Phone({ number, compact }: PhoneProps) {
  if (!number) return null
  if (!compact) {
    return (
      <a href={`tel:${number}`} className="link whitespace-nowrap no-underline hover:underline">
        {phoneText(number)}
      </a>
    )
  }
  return (
    <a
      href={`tel:${number}`}
      className="link inline-grid min-h-11 min-w-11 content-center no-underline hover:underline sm:min-h-0 sm:whitespace-nowrap"
    >
      <PhoneIcon aria-hidden className="size-5 sm:hidden" />
      <span className="sr-only sm:not-sr-only">{phoneText(number)}</span>
    </a>
  )
}
