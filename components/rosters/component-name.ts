import { useTranslations } from 'next-intl'
import { type NationalComponent, nationalComponents } from '@/db/roster-enums'
import type { Component } from '@/server/rosters/rules'

const isNational = (code: string): code is NationalComponent => (nationalComponents as readonly string[]).includes(code)

/** How a component is called: the national ones by the product's words, a province's own by its name. */
export function useComponentName(components: readonly Component[]): (code: string | null) => string {
  const t = useTranslations('enums.nationalComponents')
  return (code) => {
    if (code === null) return ''
    return isNational(code) ? t(code) : (components.find((each) => each.code === code)?.name ?? '')
  }
}
