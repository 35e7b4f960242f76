import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { activateAccount } from '@/app/(auth)/actions'
import { ActivateForm } from '@/components/people/activate-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth.activate'))('title'), referrer: 'no-referrer' }
}

/** The code of a printed slip comes in the fragment of its link, which no server and no log ever sees. */
export default function ActivatePage() {
  return <ActivateForm activate={activateAccount} />
}
