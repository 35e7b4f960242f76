'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useCommand, useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { Sheet, SheetContent, SheetTrigger } from '@/components/ui/sheet'
import { searchKey } from '@/server/people/rules'
import type { Person, PersonPost } from './answers'

interface AreasButtonProps {
  post: PersonPost
  choices: Person['areaChoices']
  name: string
}

/** "Cụm xã phụ trách" of an officer of the department: the communes whose reports he follows. */
export function AreasButton({ post, choices, name }: AreasButtonProps) {
  const t = useTranslations('people.areas')
  const tActions = useTranslations('common.actions')
  const save = useCommand(useTRPC().people.setAreas)
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(post.areas))
  const [words, setWords] = useState('')
  const key = searchKey(words)
  const shown = choices.filter((place) => key === '' || searchKey(place.fullName).includes(key))

  function change(id: number, on: boolean) {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }

  async function submit() {
    if (!(await save.run({ assignmentId: post.assignmentId, unitIds: [...chosen] }))) return
    setOpen(false)
    router.refresh()
  }

  return (
    <Sheet
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (next) setChosen(new Set(post.areas))
      }}
    >
      <SheetTrigger asChild>
        <Button size="sm">{t('open')}</Button>
      </SheetTrigger>
      <SheetContent
        title={t('title')}
        description={t('lead', { name })}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>{tActions('cancel')}</Button>
            <Button variant="primary" pending={save.pending} onClick={submit}>
              {t('save', { count: chosen.size })}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {save.errorText ? (
            <Notice tone="danger" role="alert">
              {save.errorText}
            </Notice>
          ) : null}
          <Field label={t('search')} optional>
            {(control) => (
              <Input {...control} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
            )}
          </Field>
          <fieldset className="grid gap-2">
            <legend className="mb-1 font-medium text-sm">{t('communes')}</legend>
            {shown.map((place) => (
              <Checkbox
                key={place.id}
                label={place.fullName}
                checked={chosen.has(place.id)}
                onChange={(event) => change(place.id, event.target.checked)}
              />
            ))}
            {shown.length === 0 ? <p className="text-muted text-sm">{t('none')}</p> : null}
          </fieldset>
        </div>
      </SheetContent>
    </Sheet>
  )
}
