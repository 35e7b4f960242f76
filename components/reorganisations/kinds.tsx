import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { changeKinds } from '@/db/enums'
import type { ListedRow } from './outputs'

const order = ['merge', 'split', ...changeKinds.filter((kind) => kind !== 'merge' && kind !== 'split')] as const

/** "Nhập 3, tách 1": how many lines of which kind. */
export function Kinds({ kinds }: { kinds: ListedRow['kinds'] }) {
  const t = useTranslations('reorganisations.kinds')
  const format = useFormat()
  const words = order.flatMap((kind) => (kinds[kind] ? [t(kind, { count: format.number(kinds[kind]) })] : []))
  const text = words.join(', ') || t('none')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
