import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { EmptyState } from '@/components/ui/empty-state'
import { PlainTable } from '@/components/ui/plain-table'
import { Section } from '@/components/ui/section'
import { type Component, type CompositionGroup, type GroupRow, groupedBy } from '@/server/rosters/rules'
import { useComponentName } from './component-name'
import type { Composition } from './outputs'

interface CompositionViewProps {
  composition: Composition
  components: readonly Component[]
  actions?: React.ReactNode
}

const captions = {
  component: 'componentCaption',
  sex: 'sexCaption',
  age: 'ageCaption',
  leadersAge: 'leadersAge',
  leadersComponent: 'leadersComponent',
} as const satisfies Record<CompositionGroup, string>

/** Of whom the teams are made up: component, sex, age; and who leads them. */
export function CompositionView({ composition, components, actions }: CompositionViewProps) {
  const t = useTranslations('teamCounts')
  const format = useFormat()
  const nameOf = useComponentName(components)
  const { rows } = composition
  if (rows.length === 0) return <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
  const words = (group: CompositionGroup, key: string | null): string => {
    if (key === null) return t('composition.unknown')
    if (key === 'restricted') return t('composition.restricted')
    return group === 'component' || group === 'leadersComponent' ? nameOf(key) : t(`composition.${key as 'female'}`)
  }
  const table = (group: CompositionGroup) => {
    const groups = groupedBy(rows, group)
    const all = groups.reduce((sum, row) => sum + row.sum, 0)
    const count = (id: 'commune' | 'village' | 'sum') => ({
      id,
      header: t(`composition.${id}`),
      unit: t('people'),
      number: true,
      cell: (row: GroupRow) => format.number(row[id]),
    })
    const total: GroupRow = {
      key: 'total',
      commune: groups.reduce((sum, row) => sum + row.commune, 0),
      village: groups.reduce((sum, row) => sum + row.village, 0),
      sum: all,
    }
    return (
      <PlainTable
        caption={t(`composition.${captions[group]}`)}
        rows={[...groups, total]}
        rowId={(row) => row.key ?? 'unknown'}
        columns={[
          {
            id: 'key',
            header: t(
              `composition.${group === 'leadersAge' ? 'age' : group === 'leadersComponent' ? 'component' : group}`,
            ),
            cell: (row) => (row === total ? <strong>{t('total')}</strong> : words(group, row.key)),
          },
          count('commune'),
          count('village'),
          count('sum'),
          {
            id: 'share',
            header: t('composition.share'),
            unit: '%',
            number: true,
            cell: (row) => (all > 0 ? format.percent((row.sum / all) * 100, 1) : ''),
          },
        ]}
      />
    )
  }
  return (
    <div className="grid grid-cols-1 gap-8">
      <Section
        title={t('composition.componentCaption')}
        description={t('note', { date: format.date(composition.on) })}
        actions={actions}
      >
        {table('component')}
      </Section>
      <div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-2">
        <Section title={t('composition.sexCaption')}>{table('sex')}</Section>
        <Section title={t('composition.ageCaption')}>{table('age')}</Section>
      </div>
      <Section title={t('composition.leaders')} description={t('composition.leadersWhy')}>
        <div className="grid grid-cols-1 items-start gap-8 xl:grid-cols-2">
          {table('leadersAge')}
          {table('leadersComponent')}
        </div>
      </Section>
    </div>
  )
}
