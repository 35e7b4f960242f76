'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { formSections } from '@/db/enums'
import { findRows } from '@/server/comparisons/cells/rules'
import { maxCodes } from '@/server/comparisons/rules'
import type { CompareOptions } from './outputs'

interface IndicatorPickerProps {
  indicators: CompareOptions['indicators']
  chosen: readonly string[]
  onChoose: (codes: string[]) => void
  onClose: () => void
}

/** All numeric rows of the form by section, found by name, short name or code; those without a source cannot be chosen. */
export default function IndicatorPicker({ indicators, chosen, onChoose, onClose }: IndicatorPickerProps) {
  const t = useTranslations('compare')
  const sections = useTranslations('enums.formSections')
  const { locale } = useFormat()
  const [search, setSearch] = useState('')
  const [codes, setCodes] = useState<ReadonlySet<string>>(new Set(chosen))
  const vi = locale === 'vi'
  const rows = useMemo(
    () =>
      indicators.map((each) => ({
        ...each,
        label: vi ? each.nameVi : each.nameEn,
        name: `${each.nameVi} ${each.shortVi} ${each.nameEn} ${each.code}`,
      })),
    [indicators, vi],
  )
  const found = findRows(rows, search)
  const toggle = (code: string) =>
    setCodes((before) => {
      const next = new Set(before)
      if (!next.delete(code)) next.add(code)
      return next
    })
  const valid = codes.size >= 1 && codes.size <= maxCodes
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent
        wide
        title={t('choose.indicators')}
        description={t('choose.indicatorsHelp', { max: maxCodes })}
        footer={
          <>
            <p className="mr-auto self-center text-muted text-sm" aria-live="polite">
              {t('choose.chosen', { count: codes.size })}
            </p>
            <Button
              variant="primary"
              disabled={!valid}
              onClick={() => onChoose(indicators.flatMap((each) => (codes.has(each.code) ? [each.code] : [])))}
            >
              {t('choose.apply')}
            </Button>
          </>
        }
      >
        <Field label={t('choose.search')}>
          {({ 'aria-required': _, ...control }) => (
            <Input
              {...control}
              type="search"
              value={search}
              maxLength={100}
              placeholder={t('choose.filterHint')}
              onChange={(event) => setSearch(event.target.value)}
            />
          )}
        </Field>
        <div className="grid gap-4">
          {found.length === 0 ? <p className="text-muted text-sm">{t('choose.noMatch')}</p> : null}
          {formSections.map((section) => {
            const group = found.filter((each) => each.section === section)
            if (group.length === 0) return null
            return (
              <fieldset key={section} className="grid gap-2">
                <legend className="mb-2 font-semibold text-sm">{sections(section)}</legend>
                {group.map((each) => (
                  <Checkbox
                    key={each.code}
                    label={each.label}
                    help={each.available ? (vi ? each.unitVi : each.unitEn) : t('absence.noSource')}
                    checked={codes.has(each.code)}
                    disabled={!each.available && !codes.has(each.code)}
                    onChange={() => toggle(each.code)}
                  />
                ))}
              </fieldset>
            )
          })}
        </div>
      </DialogContent>
    </Dialog>
  )
}
