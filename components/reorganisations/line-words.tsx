import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Link } from '@/components/ui/link'
import { unitHref } from '@/components/units/unit-links'
import type { LineGroup } from './lines'
import type { Line } from './outputs'

type Named = { id: number | null; name: string; code?: string | null }

/** "Nhập xã A, xã B thành xã X (mới, mã 12345, thuộc tỉnh P)". `plain`: without links, for the name of a button. */
export function LineWords({ group, plain }: { group: LineGroup; plain?: boolean }) {
  const t = useTranslations('reorganisations.sentences')
  const enums = useTranslations('enums.unitTypes')
  const { kind, lines, opening } = group
  const [first] = lines as [Line]
  const unit = (each: Named) => <UnitName unit={each} plain={plain} />
  const words = { unit: () => unit(first.subject), into: () => (first.target ? unit(first.target) : null) }
  if (kind === 'merge') {
    const units = () => <Listed items={lines.map((line) => ({ key: line.line, node: unit(line.subject) }))} />
    if (!opening) return t.rich(first.target?.ref ? 'mergeDrafted' : 'merge', { units, ...words })
    const { subject, target } = opening
    return t.rich('mergeNew', {
      units,
      into: () => unit(subject),
      code: subject.code ?? '',
      coded: subject.code ? 'yes' : 'no',
      parent: () => (target ? unit(target) : null),
    })
  }
  if (kind === 'split')
    return (
      <>
        {t.rich('split', words)}{' '}
        <Listed
          items={lines.map((line) => ({ key: line.line, node: <Part line={line} plain={plain} /> }))}
          between="; "
        />
        .
      </>
    )
  return t.rich(kind, {
    ...words,
    name: first.name ?? '',
    code: first.code ?? '',
    coded: first.code ? 'yes' : 'no',
    type: first.type ? enums(first.type).toLowerCase() : '',
    from: first.subject.code ?? '',
  })
}

/** "60% vào xã X" · "phần chưa rõ vào xã Y" · "40% ở lại". */
function Part({ line, plain }: { line: Line; plain?: boolean }) {
  const t = useTranslations('reorganisations.sentences')
  const format = useFormat()
  const { share, target, subject } = line
  const percent = share === null ? '' : format.percent(share * 100, digitsOf(share * 100))
  const known = share === null ? 'no' : 'yes'
  if (target?.id !== null && target?.id === subject.id) return t('partStays', { percent, known })
  return t.rich('part', {
    percent,
    known,
    fresh: target?.ref ? 'yes' : 'no',
    into: () => (target ? <UnitName unit={target} plain={plain} /> : null),
  })
}

/** As many decimals as the share has, six at most: 33,333333%. */
const digitsOf = (percent: number): number => (String(Number(percent.toFixed(6))).split('.')[1] ?? '').length

function UnitName({ unit, plain }: { unit: Named; plain?: boolean }) {
  const name = inSentence(unit.name)
  if (unit.id === null || plain) return <strong className="font-semibold">{name}</strong>
  return (
    <Link href={unitHref(unit.id)} className="link font-medium">
      {name}
    </Link>
  )
}

interface ListedProps {
  items: readonly { key: number; node: ReactNode }[]
  between?: string
}

function Listed({ items, between = ', ' }: ListedProps) {
  return items.map(({ key, node }, place) => (
    <span key={key}>
      {place > 0 ? between : ''}
      {node}
    </span>
  ))
}
