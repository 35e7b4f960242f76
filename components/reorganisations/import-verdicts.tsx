'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { Section } from '@/components/ui/section'
import { Tabs } from '@/components/ui/tabs'
import type { Tone } from '@/components/ui/tone'
import { verdicts } from '@/server/reorganisations/import/rules'
import { whole } from '@/server/units/tree/rules'
import type { ImportCheck, ImportRow, Verdict } from './import-outputs'

const tones: Record<Verdict, Tone> = {
  ...{ wrong: 'danger', new: 'ok', differs: 'warn', part: 'warn' },
  ...{ whole: 'ok', goesOn: 'info', equal: 'neutral', outside: 'neutral' },
}

/** The rows by what they come to, the wrong ones first. */
export function ImportVerdicts({ check, actions }: { check: ImportCheck; actions: ReactNode }) {
  const t = useTranslations('reorganisationImport')
  const format = useFormat()
  const found = verdicts.filter((verdict) => check.counts[verdict] > 0)
  if (found.length === 0) return null
  return (
    <Section title={t('result.title')} actions={actions}>
      <Tabs
        key={found.join()}
        label={t('result.choose')}
        items={found.map((verdict) => ({
          value: verdict,
          label: t('result.tab', { verdict: t(`verdicts.${verdict}`), count: format.number(check.counts[verdict]) }),
          content: <VerdictRows check={check} verdict={verdict} />,
        }))}
      />
    </Section>
  )
}

function VerdictRows({ check, verdict }: { check: ImportCheck; verdict: Verdict }) {
  const t = useTranslations('reorganisationImport')
  const format = useFormat()
  const said = useSaid()
  const rows = check.rows.filter((row) => row.verdict === verdict).map((row, place) => ({ ...row, place }))
  type Row = (typeof rows)[number]
  const fileOf = (row: Row) => check.tables[row.table]?.file ?? ''
  const total = check.counts[verdict]
  const columns: DataColumn<Row>[] = [
    {
      id: 'unit',
      header: t('result.unit'),
      value: (row) => row.code,
      cell: (row) => (row.name ? t('result.into', { name: row.name, code: row.code }) : row.code || row.text),
    },
    {
      id: 'says',
      header: t('result.says'),
      value: (row) => row.problem ?? '',
      wrap: true,
      cell: (row) => (
        <span className="grid gap-0.5">
          {row.problem ? (
            <Badge tone="danger" className="whitespace-normal">
              {t(`problems.${row.problem}`, { text: row.text })}
            </Badge>
          ) : (
            <Badge tone={tones[verdict]}>{t(`verdicts.${verdict}`)}</Badge>
          )}
          {said(row).map((line) => (
            <span key={line}>{line}</span>
          ))}
        </span>
      ),
    },
    { id: 'line', header: t('result.row'), kind: 'number', value: (row) => row.line },
    { id: 'file', header: t('tables.file'), value: fileOf },
  ]
  const shown = { shown: format.number(rows.length), total: format.number(total) }
  return (
    <div className="grid gap-2">
      {verdict === 'outside' ? <p className="text-muted text-sm">{t('outsideNote')}</p> : null}
      {rows.length < total ? (
        <p className="text-muted text-sm">
          {verdict === 'wrong' ? t('result.shownWrong', shown) : t('result.shown', shown)}
        </p>
      ) : null}
      <DataTable
        caption={t('result.caption', { verdict: t(`verdicts.${verdict}`) })}
        hideCaption
        columns={columns}
        rows={rows}
        rowId={(row) => String(row.place)}
        rowName={(row) => row.name || row.code}
        mobileColumns={['unit', 'line', 'says']}
        maxHeight="60vh"
      />
    </div>
  )
}

/** What a row says beyond its verdict: where the unit goes and how much of it, what changes, what was put right. */
function useSaid(): (row: ImportRow) => string[] {
  const t = useTranslations('reorganisationImport')
  const tTypes = useTranslations('enums.unitTypes')
  const tLevels = useTranslations('enums.unitLevels')
  const format = useFormat()
  return ({ verdict, next, share, differences, padded, guessed, assumed, otherName }) => {
    const unit = next ? t('result.into', { name: next.name, code: next.code }) : ''
    const typed = (what: string, value: string) => (what === 'type' && tTypes.has(value) ? tTypes(value) : value)
    const goes = () => {
      if (verdict === 'goesOn') return t('result.continues', { unit })
      if (verdict === 'whole' || verdict === 'wrong') return t('result.goesInto', { unit })
      if (share === null) return t('result.partInto', { unit })
      return t('result.goesIntoShare', { share: format.percent((share / whole) * 100, 2), unit })
    }
    return [
      ...(next ? [goes()] : []),
      ...differences.map(({ what, from, to }) =>
        t('result.change', { what: t(`differences.${what}`), from: typed(what, from), to: typed(what, to) }),
      ),
      ...(assumed ? [t('result.assumed')] : []),
      ...(otherName ? [t('result.otherName', { name: otherName })] : []),
      ...(padded ? [t('result.padded')] : []),
      ...guessed.map(({ level, code }) => t('result.guessed', { code, level: tLevels(level) })),
    ]
  }
}
