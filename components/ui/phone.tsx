/** "0900000001" as "0900 000 001". Another shape stays as it is. */
export const phoneText = (number: string): string => number.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3')

/** A work number that a phone dials when it is pressed; nothing when there is none. */
export function Phone({ number }: { number: string | null }) {
  if (!number) return null
  return (
    <a href={`tel:${number}`} className="link whitespace-nowrap no-underline hover:underline">
      {phoneText(number)}
    </a>
  )
}
