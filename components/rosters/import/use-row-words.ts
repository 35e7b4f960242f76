import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import type { Candidate, Change, Problem } from '@/server/rosters/import/rules'

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** What a row says, in words: cells that are wrong, old and new values, who it may be. */
export function useRowWords() {
  const t = useTranslations('rosterImport')
  const tEnums = useTranslations('enums')
  const format = useFormat()
  const word = (list: string, key: string) =>
    tEnums.has(`${list}.${key}` as never) ? tEnums(`${list}.${key}` as never) : key

  function worded(field: Change['field'], value: unknown): string {
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return t('empty')
    if (typeof value === 'boolean') return value ? t('yes') : t('no')
    if (Array.isArray(value)) return value.map((each) => word('selectionTicks', String(each))).join(', ')
    const text = String(value)
    if (field === 'role') return word('memberRoles', text)
    if (field === 'sex') return word('sexes', text)
    if (field === 'component') return word('nationalComponents', text)
    if (field === 'reason') return word('endedReasons', text)
    return (field === 'from' || field === 'to') && isDay(text) ? format.date(text) : text
  }

  return {
    change({ field, old, new: after, hidden }: Change): string {
      const said = { field: t(`fields.${field}`), new: worded(field, after) }
      if (hidden) return t('result.differs', said)
      return old === undefined ? t('result.fresh', said) : t('result.from', { ...said, old: worded(field, old) })
    },
    problem({ field, kind, text }: Problem): string {
      const shown = text === undefined ? t('notShown') : isDay(text) ? format.date(text) : text
      return t('problem', {
        field: field ? t(`fields.${field}`) : t('wrong.row'),
        what: t(`problems.${kind}`, { text: shown }),
      })
    },
    candidate(candidate: Candidate): string {
      const same = candidate.same.map((each) => t(`duplicates.same.${each}`)).join(', ')
      if (candidate.kind === 'row') return t('duplicates.row', { line: String(candidate.line), same })
      const teams = candidate.teams.join(', ')
      if (candidate.fullName === null) return t('duplicates.memberBlind', { teams, same })
      const year = candidate.birthYear === null ? 'none' : String(candidate.birthYear)
      return t('duplicates.member', { name: candidate.fullName, year, teams, same })
    },
  }
}
