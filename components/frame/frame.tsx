import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { AccountMenu } from './account-menu'
import { BottomBar } from './bottom-bar'
import { Rail } from './rail'
import type { FrameProps } from './types'

/** The house around every signed-in page. Inside it a page renders <Page>, which fills the rest of the bar and the main part. */
export function Frame({ children, ...props }: FrameProps & { children: ReactNode }) {
  const t = useTranslations('frame')
  return (
    <div className="frame">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-24 rounded-sm bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0 print:hidden"
      >
        {t('skip')}
      </a>
      <Rail nav={props.nav} />
      <div className="frame-column">
        {props.demo ? (
          <aside
            aria-label={t('demo')}
            className="frame-demo flex items-center gap-2 bg-warn-soft px-4 py-1 text-warn text-xs"
          >
            <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
            <strong className="whitespace-nowrap font-semibold">{t('demo')}</strong>
            <span className="sr-only sm:not-sr-only">{t('demoNote')}</span>
          </aside>
        ) : null}
        <header className="frame-who">
          <AccountMenu
            actor={props.actor}
            assignments={props.assignments}
            actions={props.actions}
            sharedDevice={props.sharedDevice}
            accountHref={props.accountHref}
          />
        </header>
        {children}
      </div>
      <BottomBar nav={props.nav} />
    </div>
  )
}
