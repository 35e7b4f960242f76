'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { writeParams } from './address'
import { sortFromParam, sortToParam, type TableSort } from './data-table-columns'

/** Sort and columns of a DataTable kept in the address: `?sort=-received&cols=a,b`. Spread the result into the table. */
export function useTableParams(prefix = '') {
  const params = useSearchParams()
  const sortKey = `${prefix}sort`
  const colsKey = `${prefix}cols`
  const sortParam = params.get(sortKey)
  const colsParam = params.get(colsKey)
  const sort = useMemo(() => sortFromParam(sortParam), [sortParam])
  const visible = useMemo(() => (colsParam ? colsParam.split(',') : null), [colsParam])
  const onSortChange = useCallback((next: TableSort | null) => writeParams({ [sortKey]: sortToParam(next) }), [sortKey])
  const onVisibleChange = useCallback(
    (next: readonly string[] | null) => writeParams({ [colsKey]: next ? next.join(',') : null }),
    [colsKey],
  )
  return { sort, onSortChange, visible, onVisibleChange }
}
