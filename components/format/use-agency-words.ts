import { useTranslations } from 'next-intl'
import { type AgencyName, wordOfAgency } from '@/server/agencies/rules'

/** An agency in a sentence: by its Vietnamese name, in English as messages say the names they know. */
export function useAgencyWords(): (agency: Pick<AgencyName, 'kind' | 'name'>) => string {
  const t = useTranslations('common')
  return (agency) => t('agency', { word: wordOfAgency(agency), name: agency.name })
}
