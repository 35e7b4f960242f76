'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { sortFromParam, sortToParam, type TableSort } from './data-table-columns'

/** Writes search params without a trip to the server; Next keeps useSearchParams in step. null removes a param. */
export function replaceParams(changes: Record<string, string | null>): void {
  const params = new URLSearchParams(window.location.search)
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(key)
    else params.set(key, value)
  }
  const query = params.toString()
  window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname)
}

/** Sort and columns of a DataTable kept in the address: `?sort=-received&cols=a,b`. Spread the result into the table. */
export function useTableParams(prefix = '') {
  const params = useSearchParams()
  const sortKey = `${prefix}sort`
  const colsKey = `${prefix}cols`
  const sortParam = params.get(sortKey)
  const colsParam = params.get(colsKey)
  const sort = useMemo(() => sortFromParam(sortParam), [sortParam])
  const visible = useMemo(() => (colsParam ? colsParam.split(',') : null), [colsParam])
  const onSortChange = useCallback(
    (next: TableSort | null) => replaceParams({ [sortKey]: sortToParam(next) }),
    [sortKey],
  )
  const onVisibleChange = useCallback(
    (next: readonly string[] | null) => replaceParams({ [colsKey]: next ? next.join(',') : null }),
    [colsKey],
  )
  return { sort, onSortChange, visible, onVisibleChange }
}
