import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { lockScreen, signOut, switchAssignment, unlockScreen } from '@/app/(auth)/actions'
import { waitingByPost, me as whoActs } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { Frame } from '@/components/frame/frame'
import { navEntries } from '@/components/frame/nav'
import { SharedLock } from '@/components/people/shared-lock'
import { ApiProvider } from '@/components/trpc'
import { sharedCookie } from '@/server/auth/rules'

/** The gate: nobody's page, a password that must go first, then the frame under the chosen post. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const me = await whoActs()
  if (me.mustChange) redirect('/change-password')
  const shared = (await cookies()).has(sharedCookie)
  const waiting = await waitingByPost(me.assignments.map((each) => each.assignmentId))
  const [t, tRoles] = [await getTranslations('nav'), await getTranslations('enums.roles')]
  return (
    <ClientMessages namespaces={['auth']}>
      <ApiProvider assignment={me.assignmentId}>
        <SharedLock shared={shared} name={me.holderName} lock={lockScreen} unlock={unlockScreen} signOut={signOut}>
          <Frame
            actor={{
              name: me.holderName,
              roleLabel: tRoles(me.role),
              unitName: me.unit.fullName,
              delegated: me.delegated,
            }}
            assignments={me.assignments.map((each) => ({
              id: each.assignmentId,
              label: tRoles(each.role),
              unitName: each.unit.fullName,
              waiting: waiting.get(each.assignmentId) ?? 0,
              active: each.assignmentId === me.assignmentId,
            }))}
            nav={navEntries
              .filter((entry) => entry.shown(me.can))
              .map(({ key, href, icon }) => ({
                href,
                icon,
                label: t(key),
                waiting: key === 'reports' ? waiting.get(me.assignmentId) : key === 'reminders' ? me.unseen : undefined,
              }))}
            actions={{ switchAssignment, signOut }}
            demo={me.demo}
            sharedDevice={shared}
            accountHref="/change-password"
          >
            {children}
          </Frame>
        </SharedLock>
      </ApiProvider>
    </ClientMessages>
  )
}
