import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { changeOwnPassword } from '@/app/(auth)/actions'
import { me } from '@/app/trpc'
import { ChangePasswordForm } from '@/components/people/change-password-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.change'))('title') }
}

export default async function ChangePasswordPage() {
  const { mustChange, holderName } = await me()
  return <ChangePasswordForm must={mustChange} name={holderName} change={changeOwnPassword} />
}
