'use client'

import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { DownloadForm } from './download-form'
import type { ImportList } from './outputs'
import { SendForm } from './send-form'
import { stateTones } from './state-tones'

/** Rosters as files: take one's own along, send one in, come back to those that were sent. */
export function ImportHome({ list, assignment }: { list: ImportList; assignment: string }) {
  const t = useTranslations('rosterImport')
  const tStates = useTranslations('enums.rosterImportStates')
  const format = useFormat()
  const { imports, unit } = list
  const ofCommune = unit.level === 'commune'
  return (
    <Page
      title={t('title')}
      lead={ofCommune ? t('lead') : t('leadProvince')}
      context={{ where: <UnitBreadcrumb items={[{ label: t('where') }]} /> }}
    >
      {ofCommune ? <DownloadForm unitId={unit.id} assignment={assignment} /> : null}
      <SendForm />
      <Section title={t('list.title')}>
        {imports.length === 0 ? (
          <EmptyState title={t('list.none')}>{t('list.noneWhy')}</EmptyState>
        ) : (
          <PlainTable
            caption={t('list.title')}
            rows={imports}
            rowId={({ id }) => id}
            columns={[
              {
                id: 'file',
                header: t('list.file'),
                cell: ({ id, fileName }) => (
                  <Link href={`/teams/import/${id}`} className="break-all">
                    {fileName}
                  </Link>
                ),
              },
              {
                id: 'state',
                header: t('list.state'),
                cell: ({ state }) => <Badge tone={stateTones[state]}>{tStates(state)}</Badge>,
              },
              { id: 'at', header: t('list.at'), cell: ({ createdAt }) => format.dateTime(createdAt) },
              {
                id: 'result',
                header: t('list.result'),
                cell: ({ summary }) =>
                  summary ? t('apply.counts', { added: summary.counts.new, changed: summary.counts.changed }) : '',
              },
            ]}
          />
        )}
      </Section>
    </Page>
  )
}
