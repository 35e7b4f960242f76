import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/select'
import { periodOfDay } from '@/server/calendar/rules'

/** The year of reports: this one, the five before and the next. */
export function YearSelect({ year, today }: { year: number; today: string }) {
  const t = useTranslations('training')
  const current = periodOfDay(today).year
  const years = Array.from({ length: 7 }, (_, index) => current + 1 - index)
  return (
    <div className="grid gap-1 sm:w-36">
      <label htmlFor="year" className="font-medium text-ink text-sm">
        {t('year')}
      </label>
      <Select id="year" name="year" defaultValue={String(year)}>
        {(years.includes(year) ? years : [year, ...years]).map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </Select>
    </div>
  )
}
