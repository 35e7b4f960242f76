import { atStart } from '@/components/format/in-sentence'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { useUnitForm } from '@/components/units/use-unit-form'

export type TeamChoice = { id: number; name: string }

/** A team to choose, as `teamId` of a form. */
export function TeamSelect({
  form,
  teams,
  label,
}: {
  form: Pick<ReturnType<typeof useUnitForm>, 'field'>
  teams: readonly TeamChoice[]
  label: string
}) {
  return (
    <Field {...form.field('teamId')} label={label}>
      {(control) => (
        <Select {...control} name="teamId">
          {teams.map((team) => (
            <option key={team.id} value={team.id}>
              {atStart(team.name)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
