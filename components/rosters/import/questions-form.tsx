'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import type { ImportState } from './outputs'

/** Words that may mean several units, or none that is known: a person says which. */
export function QuestionsForm({ state, onDone }: { state: ImportState; onDone: () => void }) {
  const t = useTranslations('rosterImport.questions')
  const trpc = useTRPC()
  const command = useCommand(trpc.rosterImport.answer)
  const [answers, setAnswers] = useState<Record<string, number>>({})
  const questions = state.summary?.questions ?? []
  const given = Object.entries(answers).map(([key, unitId]) => ({ key, unitId }))

  async function run() {
    if (await command.run({ id: state.id, answers: given })) onDone()
  }

  return (
    <Section title={t('title', { count: questions.length })} description={t('body')}>
      <div className="grid max-w-2xl gap-3">
        {questions.map(({ key, what, text, rows, options }) => (
          <Field key={key} label={t('what', { what, text, count: rows })} optional>
            {(control) => (
              <Select
                {...control}
                value={answers[key] ?? ''}
                onChange={({ target }) => {
                  const { [key]: _, ...others } = answers
                  setAnswers(target.value ? { ...others, [key]: Number(target.value) } : others)
                }}
              >
                <option value="">{t('none')}</option>
                {options.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
        {command.errorText ? (
          <Notice tone="danger" role="alert">
            {command.errorText}
          </Notice>
        ) : null}
        <div>
          <Button disabled={given.length === 0} pending={command.pending} onClick={() => void run()}>
            {t('run')}
          </Button>
        </div>
      </div>
    </Section>
  )
}
