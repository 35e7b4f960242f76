'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { Textarea } from '@/components/ui/textarea'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { openInput } from '@/server/persons/schema'
import type { Component } from '@/server/rosters/rules'
import { useComponentName } from './component-name'
import type { OpenedRoster } from './outputs'

interface OpenNamesProps {
  unitId: number
  on: string | undefined
  components: readonly Component[]
}

/** Names of a roster above the commune: asked for with a reason, which is written down; gone when the page is left. */
export function OpenNames({ unitId, on, components }: OpenNamesProps) {
  const t = useTranslations('rosters')
  const enums = useTranslations('enums')
  const format = useFormat()
  const nameOf = useComponentName(components)
  const form = useUnitForm(openInput, useCommand(useTRPC().persons.open), 'rosters.form')
  const [opened, setOpened] = useState<(OpenedRoster & { reason: string }) | null>(null)
  if (opened)
    return (
      <div className="grid grid-cols-1 gap-3">
        <Notice>{t('opened', { reason: opened.reason })}</Notice>
        <PlainTable
          caption={t('openTitle')}
          rows={opened.rows}
          rowId={(row) => `${row.memberId} ${row.teamId} ${row.validFrom}`}
          maxHeight="60vh"
          columns={[
            { id: 'name', header: t('name'), cell: (row) => row.fullName },
            { id: 'role', header: t('role'), cell: (row) => enums(`memberRoles.${row.role}`) },
            { id: 'component', header: t('component'), cell: (row) => nameOf(row.component) },
            { id: 'birthYear', header: t('birthYear'), cell: (row) => row.birthYear ?? '' },
            { id: 'since', header: t('since'), cell: (row) => format.date(row.validFrom) },
          ]}
        />
      </div>
    )
  return (
    <form
      noValidate
      className="grid max-w-xl gap-3"
      onSubmit={async (event) => {
        event.preventDefault()
        const reason = textOf(new FormData(event.currentTarget).get('reason'))
        const answer = await form.submit({ unitId, on, reason })
        if (answer) setOpened({ ...answer, reason })
      }}
    >
      <p className="text-muted text-sm">{t('openWhat')}</p>
      <Field
        {...form.field('reason')}
        label={t('openReason')}
        help={t('openReasonHelp')}
        error={form.errors[0]?.message}
      >
        {(control) => <Textarea {...control} name="reason" rows={2} maxLength={300} />}
      </Field>
      <div>
        <Button type="submit" pending={form.pending}>
          {t('openNow')}
        </Button>
      </div>
    </form>
  )
}
