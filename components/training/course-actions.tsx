'use client'

import { Lock, LockOpen, PencilLine } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { useToast } from '@/components/ui/toast'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { changeCourseInput, closeCourseInput } from '@/server/training/schema'
import { CourseFields, courseFieldsOf } from './course-fields'
import type { Course } from './outputs'

/** What those who manage a course do with it: put it right, close it, open it again. */
export function CourseActions({ course, today }: { course: Course; today: string }) {
  const t = useTranslations('training.course')
  const toast = useToast()
  const router = useRouter()
  const [open, setOpen] = useState<'change' | 'close' | null>(null)
  const reopen = useCommand(useTRPC().training.reopenCourse)
  async function reopenNow() {
    if (!(await reopen.run({ courseId: course.id, version: course.version }))) return
    toast({ message: t('reopened') })
    router.refresh()
  }
  return (
    <>
      {reopen.errorText ? (
        <p role="alert" className="basis-full text-danger text-sm">
          {reopen.errorText}
        </p>
      ) : null}
      {course.closedOn ? (
        <Button icon={<LockOpen aria-hidden />} pending={reopen.pending} onClick={() => void reopenNow()}>
          {t('reopen')}
        </Button>
      ) : (
        <Button icon={<Lock aria-hidden />} onClick={() => setOpen('close')}>
          {t('close')}
        </Button>
      )}
      <Button icon={<PencilLine aria-hidden />} onClick={() => setOpen('change')}>
        {t('change')}
      </Button>
      {open === 'change' ? <ChangeDialog course={course} onClose={() => setOpen(null)} /> : null}
      {open === 'close' ? <CloseDialog course={course} today={today} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

function ChangeDialog({ course, onClose }: { course: Course; onClose: () => void }) {
  const t = useTranslations('training.courseForm')
  const form = useUnitForm(changeCourseInput, useCommand(useTRPC().training.changeCourse))
  async function send(data: FormData) {
    const done = await form.submit({ courseId: course.id, version: course.version, ...courseFieldsOf(data) })
    return done && t('changed')
  }
  return (
    <FormDialog
      onClose={onClose}
      wide
      title={t('changeTitle')}
      submitLabel={t('changeNow')}
      form={form}
      onSubmit={send}
    >
      <CourseFields course={course} field={form.field} />
    </FormDialog>
  )
}

function CloseDialog({ course, today, onClose }: { course: Course; today: string; onClose: () => void }) {
  const t = useTranslations('training.course')
  const form = useUnitForm(closeCourseInput, useCommand(useTRPC().training.closeCourse))
  async function send(data: FormData) {
    const done = await form.submit({ courseId: course.id, version: course.version, on: textOf(data.get('on')) })
    return done && t('closedDone')
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('closeTitle', { name: course.name })}
      description={t('closeWhat')}
      submitLabel={t('closeNow')}
      danger
      form={form}
      onSubmit={send}
    >
      <Field {...form.field('on')} label={t('closeOn')}>
        {(control) => <DayInput {...control} name="on" defaultValue={today} />}
      </Field>
    </FormDialog>
  )
}
