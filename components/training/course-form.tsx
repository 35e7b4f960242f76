'use client'

import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Options, Select } from '@/components/ui/select'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { type TrainingAudience, trainingAudiences } from '@/db/training-enums'
import { addCourseInput } from '@/server/training/schema'
import { courseHref } from './address'
import { CourseFields, courseFieldsOf } from './course-fields'
import type { Catalogue } from './outputs'

export function AddCourseButton({ catalogue }: { catalogue: Catalogue }) {
  const t = useTranslations('training.courseForm')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>
        {t('add')}
      </Button>
      {open ? <CourseDialog catalogue={catalogue} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function CourseDialog({ catalogue, onClose }: { catalogue: Catalogue; onClose: () => void }) {
  const t = useTranslations('training.courseForm')
  const tAudiences = useTranslations('enums.trainingAudiences')
  const router = useRouter()
  const form = useUnitForm(addCourseInput, useCommand(useTRPC().training.addCourse))
  async function send(data: FormData) {
    const text = (name: string) => textOf(data.get(name)).trim()
    const made = await form.submit({
      code: text('code'),
      ...courseFieldsOf(data),
      audience: text('audience') as TrainingAudience,
      official: data.get('official') !== null,
      versionOf: text('versionOf') || null,
    })
    if (!made) return undefined
    router.push(courseHref(made.id))
    return t('added')
  }
  return (
    <FormDialog onClose={onClose} wide title={t('title')} submitLabel={t('addNow')} form={form} onSubmit={send}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field {...form.field('code')} label={t('code')}>
          {(control) => <Input {...control} name="code" maxLength={20} autoComplete="off" />}
        </Field>
        <Field {...form.field('audience')} label={t('audience')}>
          {(control) => (
            <Select {...control} name="audience" defaultValue="members">
              <Options values={trainingAudiences} words={tAudiences} />
            </Select>
          )}
        </Field>
      </div>
      <CourseFields field={form.field} />
      <Field {...form.field('versionOf')} label={t('versionOf')} optional>
        {(control) => (
          <Select {...control} name="versionOf" defaultValue="">
            <option value="">{t('noVersion')}</option>
            {catalogue.courses.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {catalogue.can.setOfficial ? <Checkbox name="official" label={t('official')} help={t('officialHelp')} /> : null}
    </FormDialog>
  )
}
