'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { useTableParams } from '@/components/ui/data-table-params'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import { unitHref } from '@/components/units/unit-links'
import type { ChildUnit, CommuneCoverage } from '@/components/units/unit-outputs'

interface CoverageTableProps {
  province: string
  communes: readonly Pick<ChildUnit, 'id' | 'fullName' | 'code'>[]
  coverage: readonly CommuneCoverage[]
  on: string | null
}
type Row = CoverageTableProps['communes'][number] & { coverage: CommuneCoverage | null }

/** Coverage and teams of each commune of a province on a day. */
export function CoverageTable({ province, communes, coverage, on }: CoverageTableProps) {
  const t = useTranslations('teams')
  const format = useFormat()
  const params = useTableParams()
  const rows = useMemo((): Row[] => {
    const byCommune = new Map(coverage.map((each) => [each.communeId, each]))
    return communes.map((commune) => ({ ...commune, coverage: byCommune.get(commune.id) ?? null }))
  }, [communes, coverage])
  const sum = (pick: (row: CommuneCoverage) => number) => coverage.reduce((total, row) => total + pick(row), 0)
  const columns: DataColumn<Row>[] = [
    {
      id: 'name',
      header: t('commune'),
      value: (row) => row.fullName,
      cell: (row) => (
        <Link href={unitHref(row.id, on, { tab: 'teams' })} className="link">
          {row.fullName}
        </Link>
      ),
    },
    {
      id: 'coverage',
      header: t('coverageLabel', { ward: 'no' }),
      unit: t('coverageUnit'),
      kind: 'number',
      value: (row) => (row.coverage?.villages ? row.coverage.covered / row.coverage.villages : null),
      cell: (row) => <Ratio num={row.coverage?.covered ?? null} den={row.coverage?.villages || null} />,
      total: <Ratio num={sum((row) => row.covered)} den={sum((row) => row.villages) || null} />,
    },
    {
      id: 'villageTeams',
      header: t('villageTeams'),
      unit: t('teamUnit'),
      kind: 'number',
      value: (row) => row.coverage?.villageTeams ?? null,
      total: format.number(sum((row) => row.villageTeams)),
    },
    {
      id: 'communeTeams',
      header: t('communeTeams'),
      unit: t('teamUnit'),
      kind: 'number',
      value: (row) => row.coverage?.communeTeams ?? null,
      total: format.number(sum((row) => row.communeTeams)),
    },
  ]
  return (
    <DataTable
      caption={t('coverageCaption', { province: inSentence(province) })}
      columns={columns}
      rows={rows}
      rowId={(row) => String(row.id)}
      mobileColumns={['name', 'coverage']}
      totalLabel={t('total', { count: coverage.length, communes: communes.length })}
      maxHeight="70vh"
      {...params}
    />
  )
}
