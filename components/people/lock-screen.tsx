'use client'

import * as Radix from 'radix-ui/dialog'
import { LockForm, type LockFormProps } from './lock-form'

interface LockScreenProps extends Omit<LockFormProps, 'heading'> {
  backTo: () => void
}

/** What covers everything until the password is given. */
export default function LockScreen({ backTo, ...form }: LockScreenProps) {
  return (
    <Radix.Root open>
      <Radix.Portal>
        <Radix.Content
          aria-describedby={undefined}
          onEscapeKeyDown={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            backTo()
          }}
          className="fixed inset-0 z-50 grid content-start justify-items-center overflow-y-auto bg-canvas px-4 py-16 text-ink focus:outline-none"
        >
          <LockForm {...form} heading={(text) => <Radix.Title className="font-semibold text-lg">{text}</Radix.Title>} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
