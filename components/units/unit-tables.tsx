'use client'

import { useTranslations } from 'next-intl'
import { useId, useMemo } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useContextParam } from '@/components/frame/use-context-param'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { useTableParams } from '@/components/ui/data-table-params'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import { Options, Select } from '@/components/ui/select'
import type { UnitType } from '@/db/enums'
import { unitHref, unitsHref } from './unit-links'
import type { ChildUnit, CommuneCoverage, ListedCommune } from './unit-outputs'

/** The provinces of a day. */
export function ProvincesTable({ rows, on }: { rows: readonly ChildUnit[]; on: string | null }) {
  const t = useTranslations('units.table')
  const enums = useTranslations('enums.unitTypes')
  const params = useTableParams()
  const columns = useMemo(
    (): DataColumn<ChildUnit>[] => [
      {
        id: 'name',
        header: t('province'),
        value: (row) => row.fullName,
        cell: (row) => (
          <Link href={unitsHref(row.id, on)} className="link">
            {row.fullName}
          </Link>
        ),
      },
      { id: 'code', header: t('code'), value: (row) => row.code },
      { id: 'type', header: t('type'), value: (row) => enums(row.type) },
      {
        id: 'page',
        header: t('page'),
        value: () => '',
        sortable: false,
        cell: (row) => (
          <Link href={unitHref(row.id, on)} className="link" aria-label={t('openPage', { name: row.fullName })}>
            {t('open')}
          </Link>
        ),
      },
    ],
    [t, enums, on],
  )
  return (
    <DataTable
      caption={t('provincesCaption')}
      columns={columns}
      rows={rows}
      rowId={(row) => String(row.id)}
      mobileColumns={['name', 'code']}
      {...params}
    />
  )
}

interface CommunesTableProps {
  province: string
  rows: readonly ListedCommune[]
  /** Of each commune that has villages or teams in the register; null when not the reader's to see. */
  coverage: readonly CommuneCoverage[] | null
  type: UnitType | null
  types: readonly UnitType[]
  on: string | null
}

type Row = ListedCommune & { coverage: CommuneCoverage | null }

/** The communes of a province on a day, with their districts where there were some. */
export function CommunesTable({ province, rows, coverage, type, types, on }: CommunesTableProps) {
  const t = useTranslations('units.table')
  const enums = useTranslations('enums')
  const params = useTableParams()
  const filterId = useId()
  const [pending, setType] = useContextParam('type')
  const data = useMemo((): Row[] => {
    const byCommune = new Map(coverage?.map((each) => [each.communeId, each]))
    return rows.map((row) => ({ ...row, coverage: byCommune.get(row.id) ?? null }))
  }, [rows, coverage])
  const columns = useMemo((): DataColumn<Row>[] => {
    const all: (DataColumn<Row> | false)[] = [
      {
        id: 'name',
        header: t('commune'),
        value: (row) => row.fullName,
        cell: (row) => (
          <Link href={unitHref(row.id, on)} className="link">
            {row.fullName}
          </Link>
        ),
      },
      { id: 'code', header: t('code'), value: (row) => row.code },
      { id: 'type', header: t('type'), value: (row) => enums(`unitTypes.${row.type}`) },
      rows.some((row) => row.district) && { id: 'district', header: t('district'), value: (row) => row.district },
      {
        id: 'villages',
        header: t('villages'),
        unit: t('villagesUnit'),
        kind: 'number',
        // No village in the register is "not known", never a false 0.
        value: (row) => (row.villages > 0 ? row.villages : null),
      },
      coverage !== null && {
        id: 'coverage',
        header: t('coverage'),
        unit: t('coverageUnit'),
        kind: 'number',
        value: (row) => (row.coverage?.villages ? row.coverage.covered / row.coverage.villages : null),
        cell: (row) => <Ratio num={row.coverage?.covered ?? null} den={row.coverage?.villages || null} />,
      },
      {
        id: 'flags',
        header: t('flags'),
        value: (row) => row.flags.map((flag) => enums(`unitFlags.${flag}`)).join(', ') || null,
        cell: (row) => (
          <span className="flex flex-wrap gap-1">
            {row.flags.map((flag) => (
              <Badge key={flag} icon={null}>
                {enums(`unitFlags.${flag}`)}
              </Badge>
            ))}
          </span>
        ),
        hidden: !rows.some((row) => row.flags.length > 0),
      },
    ]
    return all.filter((column) => column !== false)
  }, [t, enums, on, rows, coverage])
  return (
    <DataTable
      caption={t('communesCaption', { province: inSentence(province) })}
      columns={columns}
      rows={data}
      rowId={(row) => String(row.id)}
      mobileColumns={['name', 'code']}
      maxHeight="70vh"
      toolbar={
        <div className="grid gap-1">
          <label htmlFor={filterId} className="font-medium text-sm">
            {t('filterType')}
          </label>
          <Select
            id={filterId}
            value={type ?? ''}
            aria-busy={pending}
            onChange={(event) => setType(event.target.value)}
          >
            <option value="">{t('allTypes')}</option>
            <Options values={types} words={(each) => enums(`unitTypes.${each}`)} />
          </Select>
        </div>
      }
      empty={<EmptyState title={t('noCommunes')}>{t('noCommunesWhy')}</EmptyState>}
      {...params}
    />
  )
}
