import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { PasswordInput } from './password-input'

/** A new password twice, with what it must be. */
export function NewPasswordFields({ error }: { error?: string }) {
  const t = useTranslations('auth.password')
  return (
    <>
      <Field label={t('new')} help={t('help')} error={error}>
        {(control) => <PasswordInput {...control} name="next" autoComplete="new-password" maxLength={200} />}
      </Field>
      <Field label={t('repeat')}>
        {(control) => <PasswordInput {...control} name="repeat" autoComplete="new-password" maxLength={200} />}
      </Field>
    </>
  )
}
