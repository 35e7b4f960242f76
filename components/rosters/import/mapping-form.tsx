'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { type Field, mappable, suffices } from '@/server/rosters/import/rules'
import type { ImportState } from './outputs'

/** What each column of a list with other headers means, said once by a person. */
export function MappingForm({ state, onDone }: { state: ImportState; onDone: () => void }) {
  const t = useTranslations('rosterImport')
  const trpc = useTRPC()
  const command = useCommand(trpc.rosterImport.nameColumns)
  const asked = state.reading?.asked
  const sheet = asked ? state.reading?.sheets[asked.sheet] : undefined
  const [columns, setColumns] = useState<(Field | null)[]>(
    () => sheet?.headers.map((_, i) => asked?.offered[i] ?? null) ?? [],
  )
  const [error, setError] = useState('')
  if (!sheet || !asked) return null

  async function run() {
    const named = columns.filter((field) => field !== null)
    if (new Set(named).size !== named.length) return setError(t('mapping.twice'))
    if (!suffices((field) => named.includes(field))) return setError(t('mapping.missing'))
    setError('')
    if (await command.run({ id: state.id, columns })) onDone()
  }

  const headers = sheet.headers.map((header, place) => ({ header: header || t('mapping.untitled'), place }))
  return (
    <Section title={t('mapping.title')} description={t('mapping.body')}>
      {asked.remembered ? <Notice>{t('mapping.remembered')}</Notice> : null}
      <PlainTable
        caption={t('mapping.title')}
        rows={headers}
        rowId={({ place }) => place}
        columns={[
          { id: 'header', header: t('mapping.header'), cell: ({ header }) => header },
          {
            id: 'means',
            header: t('mapping.means'),
            className: 'min-w-44',
            cell: ({ header, place }) => (
              <Select
                aria-label={t('mapping.meansOf', { header })}
                value={columns[place] ?? ''}
                onChange={(event) =>
                  setColumns(
                    columns.map((each, i) => (i === place ? ((event.target.value || null) as Field | null) : each)),
                  )
                }
              >
                <option value="">{t('mapping.none')}</option>
                {mappable.map((field) => (
                  <option key={field} value={field}>
                    {t(`fields.${field}`)}
                  </option>
                ))}
              </Select>
            ),
          },
          {
            id: 'samples',
            header: t('mapping.samples'),
            cell: ({ place }) =>
              sheet.samples
                .map((row) => row[place])
                .filter(Boolean)
                .join(' · '),
          },
        ]}
      />
      {error || command.errorText ? (
        <Notice tone="danger" role="alert">
          {error || command.errorText}
        </Notice>
      ) : null}
      <div className="flex justify-end">
        <Button variant="primary" pending={command.pending} onClick={() => void run()}>
          {t('mapping.run')}
        </Button>
      </div>
    </Section>
  )
}
