import { useTranslations } from 'next-intl'
import { Link } from '@/components/ui/link'
import { type Branches, branchesOf, type Family } from '@/server/units/lineage/rules'
import { useLineageWords } from './lineage-words'
import { ResolutionLink } from './resolution-link'
import { unitHref } from './unit-links'

/** The family of a unit as a list to be read downwards, each generation indented under the one it leads to. */
export function LineageList({ family }: { family: Family }) {
  const t = useTranslations('units.lineage')
  const [before, after] = [branchesOf(family, 'from'), branchesOf(family, 'to')]
  return (
    <div className="grid gap-4">
      {before.units.length > 0 ? (
        <div className="grid gap-2">
          <h3 className="font-medium text-sm">{t('before')}</h3>
          <Generation branches={before} beyond={t('beyond')} table="#predecessors" />
        </div>
      ) : null}
      {after.units.length > 0 ? (
        <div className="grid gap-2">
          <h3 className="font-medium text-sm">{t('after')}</h3>
          <Generation branches={after} beyond={t('beyondAfter')} table="#successors" />
        </div>
      ) : null}
    </div>
  )
}

function Generation({ branches, beyond, table }: { branches: Branches; beyond: string; table: string }) {
  const t = useTranslations('units.lineage')
  const words = useLineageWords()
  return (
    <ul className="grid gap-3 border-line-strong border-l-2 pl-3">
      {branches.units.map(({ unit, edge, beyond: further }) => (
        <li key={unit.id} className="grid gap-0.5 text-sm">
          <Link href={unitHref(unit.id)} className="link min-h-6 justify-self-start font-medium">
            {unit.fullName}
          </Link>
          {words.place(unit) ? <span className="text-muted">{words.place(unit)}</span> : null}
          <span className="text-muted">{words.life(unit)}</span>
          <span>
            {words.mark(edge)}
            {edge.resolution ? (
              <>
                {' · '}
                <ResolutionLink id={edge.reorganisationId}>{edge.resolution}</ResolutionLink>
              </>
            ) : null}
          </span>
          {further.units.length > 0 ? (
            <div className="mt-1 grid gap-1">
              <span className="text-muted text-xs">{beyond}</span>
              <Generation branches={further} beyond={beyond} table={table} />
            </div>
          ) : null}
        </li>
      ))}
      {branches.rest > 0 ? (
        <li className="text-sm">
          <a href={table} className="link inline-block min-h-6">
            {t('restLink', { count: branches.rest })}
          </a>
        </li>
      ) : null}
    </ul>
  )
}
