'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { inSentence, wardWord } from '@/components/format/in-sentence'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import type { DataColumn } from '@/components/ui/data-table-columns'
import { useTableParams } from '@/components/ui/data-table-params'
import { EmptyState } from '@/components/ui/empty-state'
import { Link } from '@/components/ui/link'
import { Pagination } from '@/components/ui/pagination'
import { unitHref } from './unit-links'
import type { ChildUnit, UnitDetail } from './unit-outputs'
import { AddVillageDialog, CloseVillageDialog, ImportVillagesDialog } from './village-forms'

type Asked = { kind: 'add' } | { kind: 'import' } | { kind: 'close'; village: ChildUnit } | null

/** What lies directly under a unit on the day; a commune keeps its villages here. */
export function ChildrenPanel({ unit, on }: { unit: UnitDetail; on: string | null }) {
  const t = useTranslations('units.children')
  const villages = useTranslations('units.villages')
  const enums = useTranslations('enums.unitTypes')
  const params = useTableParams()
  const [asked, setAsked] = useState<Asked>(null)
  const manages = unit.can.manageVillages && on === null
  const columns = useMemo((): DataColumn<ChildUnit>[] => {
    const all: (DataColumn<ChildUnit> | false)[] = [
      {
        id: 'name',
        header: t('name'),
        value: (row) => row.fullName,
        cell: (row) => (
          <Link href={unitHref(row.id, on)} className="link">
            {row.fullName}
          </Link>
        ),
      },
      { id: 'code', header: t('code'), value: (row) => row.code },
      { id: 'type', header: t('type'), value: (row) => enums(row.type) },
      manages && {
        id: 'act',
        header: t('act'),
        value: () => '',
        sortable: false,
        fixed: true,
        cell: (row) => (
          <Button size="sm" variant="quiet" onClick={() => setAsked({ kind: 'close', village: row })}>
            {villages('close')}
            <span className="sr-only"> {row.fullName}</span>
          </Button>
        ),
      },
    ]
    return all.filter((column) => column !== false)
  }, [t, villages, enums, on, manages])
  const { rows, total, page, pageSize } = unit.children
  const ward = wardWord(unit.fullName)
  const dialog = {
    communeId: unit.id,
    commune: unit.fullName,
    today: unit.today,
    onClose: () => setAsked(null),
  }
  const actions = manages ? (
    <>
      <Button variant="primary" onClick={() => setAsked({ kind: 'import' })}>
        {villages('import', { ward })}
      </Button>
      <Button onClick={() => setAsked({ kind: 'add' })}>{villages('add', { ward })}</Button>
    </>
  ) : null
  return (
    <div className="grid grid-cols-1 gap-4">
      {rows.length > 0 ? (
        <>
          <DataTable
            caption={t('caption', { name: inSentence(unit.fullName) })}
            columns={columns}
            rows={rows}
            rowId={(row) => String(row.id)}
            mobileColumns={manages ? ['name', 'act'] : ['name', 'code']}
            toolbar={actions}
            choosable={false}
            {...params}
          />
          <Pagination
            page={page}
            pageSize={pageSize}
            total={total}
            href={(next) => unitHref(unit.id, on, { tab: 'children', page: next })}
          />
        </>
      ) : (
        <EmptyState title={t(unit.level === 'commune' ? 'noVillages' : 'none')} action={actions}>
          {unit.level !== 'commune' ? null : manages ? t('noVillagesStart', { ward }) : t('noVillagesWhy')}
        </EmptyState>
      )}
      {asked?.kind === 'add' ? <AddVillageDialog {...dialog} /> : null}
      {asked?.kind === 'import' ? <ImportVillagesDialog {...dialog} /> : null}
      {asked?.kind === 'close' ? <CloseVillageDialog {...dialog} village={asked.village} /> : null}
    </div>
  )
}
