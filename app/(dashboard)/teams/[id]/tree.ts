import type { Tree } from '@/components/frame/tree-switch'
import type { SearchParams } from '../../units/params'

/** By the units of the day, unless the address asks for those of today. */
export const treeOf = (params: SearchParams): Tree => (params.tree === 'now' ? 'now' : 'then')
