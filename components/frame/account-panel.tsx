'use client'

import { Check, LogOut } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import * as Popover from 'radix-ui/popover'
import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { leaveDevice, unsentHere } from '@/components/activities/device/owner'
import { Button, buttonStyles } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { locales } from '@/messages/locales'
import { beforeSignOutEvent } from './account-menu'
import { chooseLocale, chooseTheme, currentTheme, type Theme, themes } from './preferences'
import { Segments } from './segments'
import type { FormTarget, FrameProps } from './types'
import { Waiting } from './waiting'

interface AccountPanelProps extends Pick<FrameProps, 'assignments' | 'actions' | 'sharedDevice' | 'accountHref'> {
  /** The button it hangs from. */
  anchor: RefObject<HTMLButtonElement | null>
  onClose: () => void
}

/** The other posts, language, appearance and the way out. */
export default function AccountPanel({
  assignments,
  actions,
  sharedDevice,
  accountHref,
  anchor,
  onClose,
}: AccountPanelProps) {
  const t = useTranslations('frame.who')
  const tLocales = useTranslations('enums.locales')
  const tThemes = useTranslations('frame.who.themes')
  const locale = useLocale()
  const router = useRouter()
  const [theme, setTheme] = useState<Theme>(currentTheme)
  const [unsent, setUnsent] = useState(0)
  const [warned, setWarned] = useState(false)
  const out = useRef<HTMLFormElement>(null)
  useEffect(() => {
    unsentHere().then(setUnsent, () => {})
  }, [])

  function askBeforeSignOut(event: FormEvent) {
    if (unsent > 0 && !warned) {
      event.preventDefault()
      return setWarned(true)
    }
    if (!window.dispatchEvent(new CustomEvent(beforeSignOutEvent, { cancelable: true }))) return event.preventDefault()
    // What waits to be sent stays for its owner; the rest of his log goes.
    leaveDevice().catch(() => {})
  }

  return (
    <Popover.Root modal open onOpenChange={(open) => open || onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={0}
          collisionPadding={8}
          aria-label={t('label')}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            anchor.current?.focus()
          }}
          className="z-40 grid max-h-[calc(100vh-5rem)] w-80 max-w-[calc(100vw-1rem)] animate-appear gap-4 overflow-y-auto rounded-sm bg-surface p-4 text-ink text-sm shadow-overlay"
        >
          {assignments.length > 1 ? (
            <form action={actions.switchAssignment} method={methodOf(actions.switchAssignment)} className="grid gap-1">
              <p className="text-muted text-xs">{t('assignments')}</p>
              {assignments.map((item) => (
                <button
                  key={item.id}
                  type="submit"
                  name="assignment"
                  value={item.id}
                  disabled={item.active}
                  aria-label={
                    item.active
                      ? `${item.label}, ${item.unitName}, ${t('current')}`
                      : t('switchTo', { label: item.label, unit: item.unitName })
                  }
                  className="-mx-2 flex min-h-11 items-center gap-2 rounded-sm px-2 py-1 text-left enabled:hover:bg-sunken"
                >
                  <Check aria-hidden className={cn('size-4 shrink-0 text-accent', !item.active && 'invisible')} />
                  <span className="grid min-w-0 flex-1">
                    <span className={cn('truncate', item.active && 'font-semibold')}>{item.label}</span>
                    <span className="truncate text-muted text-xs">{item.unitName}</span>
                  </span>
                  {item.waiting > 0 ? (
                    <Waiting count={item.waiting} />
                  ) : (
                    <span className="text-muted text-xs">{t('nothingWaiting')}</span>
                  )}
                </button>
              ))}
            </form>
          ) : null}
          <Segments
            legend={t('language')}
            value={locale}
            options={locales.map((each) => ({ value: each, label: tLocales(each), lang: each }))}
            onChange={(next) => {
              chooseLocale(next)
              router.refresh()
            }}
          />
          <Segments
            legend={t('theme')}
            value={theme}
            options={themes.map((each) => ({ value: each, label: tThemes(each) }))}
            onChange={(next) => {
              chooseTheme(next)
              setTheme(next)
            }}
          />
          <p className="border-line border-t pt-3 text-muted text-xs">
            {sharedDevice ? t('sharedDevice') : t('ownDevice')}
          </p>
          {warned ? (
            <Notice
              tone="warn"
              role="alert"
              title={t('unsent.title', { count: unsent })}
              actions={
                <>
                  <a className={buttonStyles({ size: 'sm' })} href="/log">
                    {t('unsent.see')}
                  </a>
                  <Button size="sm" variant="danger" onClick={() => out.current?.requestSubmit()}>
                    {t('unsent.leave')}
                  </Button>
                </>
              }
            >
              {t('unsent.what')}
            </Notice>
          ) : null}
          <div className="flex items-center justify-between gap-2">
            {accountHref ? (
              <Link href={accountHref} className="link">
                {t('account')}
              </Link>
            ) : (
              <span />
            )}
            <form ref={out} action={actions.signOut} method={methodOf(actions.signOut)} onSubmit={askBeforeSignOut}>
              <Button type="submit" icon={<LogOut aria-hidden />}>
                {t('signOut')}
              </Button>
            </form>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** A form that posts to an address says so; one with an action must not. */
function methodOf(target: FormTarget): 'post' | undefined {
  return typeof target === 'string' ? 'post' : undefined
}
