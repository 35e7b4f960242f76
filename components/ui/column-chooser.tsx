'use client'

import { Columns3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from './button'
import type { DataColumn } from './data-table-columns'

const ColumnChooserPanel = lazy(() => import('./column-chooser-panel'))

export interface ColumnChooserProps<Row> {
  columns: readonly DataColumn<Row>[]
  visible: ReadonlySet<string>
  onChange: (visible: readonly string[] | null) => void
}

/** Which columns are shown; the first is always. */
export function ColumnChooser<Row>({ columns, visible, onChange }: ColumnChooserProps<Row>) {
  const t = useTranslations('common.table')
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button
        ref={button}
        size="sm"
        aria-haspopup="dialog"
        aria-expanded={open}
        icon={<Columns3 aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('columns')}
      </Button>
      {open ? (
        <Suspense>
          <ColumnChooserPanel
            columns={columns as readonly DataColumn<unknown>[]}
            visible={visible}
            onChange={onChange}
            anchor={button}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      ) : null}
    </>
  )
}
