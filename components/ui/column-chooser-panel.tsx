'use client'

import { useTranslations } from 'next-intl'
import * as Popover from 'radix-ui/popover'
import type { RefObject } from 'react'
import { Button } from './button'
import { Checkbox } from './checkbox'
import type { ColumnChooserProps } from './column-chooser'

interface ColumnChooserPanelProps<Row> extends ColumnChooserProps<Row> {
  /** The button it hangs from. */
  anchor: RefObject<HTMLButtonElement | null>
  onClose: () => void
}

export default function ColumnChooserPanel<Row>(props: ColumnChooserPanelProps<Row>) {
  const { columns, visible, onChange, anchor, onClose } = props
  const t = useTranslations('common.table')
  const ids = columns.map((column) => column.id)
  function toggle(id: string) {
    onChange(ids.filter((each) => (each === id ? !visible.has(id) : visible.has(each))))
  }
  return (
    <Popover.Root modal open onOpenChange={(open) => open || onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t('chooseColumns')}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            anchor.current?.focus()
          }}
          className="z-40 grid max-h-96 w-72 max-w-full animate-appear gap-3 overflow-y-auto rounded-sm bg-surface p-4 text-ink shadow-overlay"
        >
          <p className="font-semibold text-sm">{t('chooseColumns')}</p>
          {columns.slice(1).map((column) => (
            <Checkbox
              key={column.id}
              label={column.header}
              checked={visible.has(column.id)}
              disabled={column.fixed}
              onChange={() => toggle(column.id)}
            />
          ))}
          <Button variant="quiet" size="sm" className="justify-self-start" onClick={() => onChange(ids)}>
            {t('showAllColumns')}
          </Button>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
