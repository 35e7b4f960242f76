import { useTranslations } from 'next-intl'
import { DayInput } from '@/components/ui/day-input'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { textOf } from '@/components/units/use-unit-form'
import type { Course } from './outputs'

/** What CourseFields says. */
export function courseFieldsOf(data: FormData) {
  const text = (name: string) => textOf(data.get(name)).trim()
  return {
    ...{ name: text('name'), link: text('link'), basis: text('basis') },
    ...{ startsOn: text('startsOn') || null, endsOn: text('endsOn') || null, dueOn: text('dueOn') || null },
    modules: text('modules')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  }
}

interface CourseFieldsProps {
  /** As it stands; none: a new one. */
  course?: Course
  field: (name: string) => { id: string; error?: string }
}

/** What can be said of a course at first and put right later. */
export function CourseFields({ course, field }: CourseFieldsProps) {
  const t = useTranslations('training.courseForm')
  const fixed = course !== undefined && !course.can.changeModules
  const day = (name: 'startsOn' | 'endsOn' | 'dueOn') => (
    <Field {...field(name)} label={t(name)} optional>
      {(control) => <DayInput {...control} name={name} defaultValue={course?.[name] ?? ''} />}
    </Field>
  )
  return (
    <>
      <Field {...field('name')} label={t('name')}>
        {(control) => <Input {...control} name="name" maxLength={200} autoComplete="off" defaultValue={course?.name} />}
      </Field>
      <Field {...field('modules')} label={t('modules')} help={t(fixed ? 'modulesUsed' : 'modulesHelp')} optional>
        {(control) => (
          <Textarea
            {...control}
            name="modules"
            rows={4}
            readOnly={fixed}
            defaultValue={course?.modules.map((each) => each.name).join('\n')}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        {day('startsOn')}
        {day('endsOn')}
        {day('dueOn')}
      </div>
      <Field {...field('link')} label={t('link')} optional>
        {(control) => <Input {...control} name="link" type="url" maxLength={500} defaultValue={course?.link ?? ''} />}
      </Field>
      <Field {...field('basis')} label={t('basis')} optional>
        {(control) => <Input {...control} name="basis" maxLength={300} defaultValue={course?.basis ?? ''} />}
      </Field>
    </>
  )
}
