import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { rememberDevice } from '@/app/(auth)/actions'
import { lockedPerson, requestContext, session } from '@/app/trpc'
import { SignInForm } from '@/components/people/sign-in-form'
import { returnPathOf } from '@/server/auth/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.signIn'))('title') }
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[]>>
}) {
  const { next } = await searchParams
  const back = returnPathOf(typeof next === 'string' ? next : null)
  const { identity } = await requestContext()
  if (identity) redirect(back)
  if (await lockedPerson()) redirect(`/locked?next=${encodeURIComponent(back)}`)
  // A token without a post: ended, disabled, or a password changed elsewhere.
  const stale = Boolean((await session())?.personId)
  return <SignInForm next={back} stale={stale} rememberDevice={rememberDevice} />
}
