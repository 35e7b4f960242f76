import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { signOut, unlockScreen } from '@/app/(auth)/actions'
import { lockedPerson } from '@/app/trpc'
import { LockPage } from '@/components/people/lock-page'
import { returnPathOf } from '@/server/auth/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.lock'))('title') }
}

/** Where a page leads that is loaded anew on a locked PC. */
export default async function LockedPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  const { next } = await searchParams
  const back = returnPathOf(typeof next === 'string' ? next : null)
  const person = await lockedPerson()
  if (!person) redirect(back)
  return <LockPage name={person.holderName} next={back} unlock={unlockScreen} signOut={signOut} />
}
