'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { useCommand, useTRPC } from '@/components/trpc'
import { base64Of } from '@/components/ui/base64'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Notice } from '@/components/ui/notice'
import { FormDialog } from '@/components/units/form-dialog'
import { textOf, useUnitForm } from '@/components/units/use-unit-form'
import { removePhotoInput } from '@/server/activities/photos/schema'
import type { Activity } from './answers'
import type { WaitingPhoto } from './device/store'
import { PhotoPicker } from './photo-picker'

/** The pictures of an activity, each from an address that asks every time who wants to see it. */
export function Photos({ activity }: { activity: Activity }) {
  const t = useTranslations('activities.photos')
  const format = useFormat()
  const [removing, setRemoving] = useState<string | null>(null)
  return (
    <div className="grid gap-3">
      {activity.pictures.length > 0 ? (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {activity.pictures.map((picture, i) =>
            picture.removedAt ? (
              <li
                key={picture.id}
                className="grid aspect-4/3 place-items-center rounded-sm bg-sunken p-2 text-muted text-sm"
              >
                {t('expired', { n: i + 1, date: format.date(picture.removedAt) })}
              </li>
            ) : (
              <li key={picture.id} className="grid content-start gap-1">
                <a href={`/api/photos/${picture.id}`} target="_blank" rel="noreferrer">
                  {/* biome-ignore lint/performance/noImgElement: rights are asked at each sight; nothing may keep a copy */}
                  <img
                    src={`/api/photos/${picture.id}`}
                    alt={t('photo', { n: i + 1 })}
                    width={picture.width}
                    height={picture.height}
                    loading="lazy"
                    className="aspect-4/3 w-full rounded-sm bg-sunken object-cover"
                  />
                </a>
                {activity.can.removePhoto ? (
                  <Button
                    size="sm"
                    variant="quiet"
                    icon={<Trash2 aria-hidden />}
                    aria-label={t('remove', { n: i + 1 })}
                    className="justify-self-start"
                    onClick={() => setRemoving(picture.id)}
                  />
                ) : null}
              </li>
            ),
          )}
        </ul>
      ) : (
        <p className="text-muted text-sm">{t('none')}</p>
      )}
      {activity.can.addPhoto ? <AddPhotos activity={activity} /> : null}
      {removing ? <RemoveDialog id={removing} onClose={() => setRemoving(null)} /> : null}
    </div>
  )
}

function AddPhotos({ activity }: { activity: Activity }) {
  const t = useTranslations('activities.photos')
  const router = useRouter()
  const add = useCommand(useTRPC().activities.addPhoto)
  const [photos, setPhotos] = useState<WaitingPhoto[]>([])
  const [checked, setChecked] = useState(false)
  const [problem, setProblem] = useState('')
  async function send() {
    if (!checked) return setProblem(t('check'))
    setProblem('')
    let left = photos
    for (const { id, blob } of photos) {
      if (!(await add.run({ id, activityId: activity.id, content: await base64Of(blob) }))) break
      left = left.filter((photo) => photo.id !== id)
      setPhotos(left)
    }
    router.refresh()
  }
  return (
    <Disclosure summary={t('addSome')} open={photos.length > 0 || undefined}>
      <div className="grid gap-3 pt-2">
        {add.errorText ? (
          <Notice tone="danger" role="alert">
            {add.errorText}
          </Notice>
        ) : null}
        <PhotoPicker
          photos={photos}
          onPhotos={setPhotos}
          checked={checked}
          onChecked={setChecked}
          there={activity.pictures.filter(({ removedAt }) => removedAt === null).length}
          error={problem}
        />
        {photos.length > 0 ? (
          <Button variant="primary" className="justify-self-start" pending={add.pending} onClick={send}>
            {t('send', { count: photos.length })}
          </Button>
        ) : null}
      </div>
    </Disclosure>
  )
}

function RemoveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('activities.photos')
  const form = useUnitForm(removePhotoInput, useCommand(useTRPC().activities.removePhoto))
  async function send(data: FormData) {
    return (await form.submit({ id, reason: textOf(data.get('reason')) })) && t('removed')
  }
  return (
    <FormDialog
      title={t('removeTitle')}
      description={t('removeWhat')}
      submitLabel={t('removeNow')}
      danger
      form={form}
      onSubmit={send}
      onClose={onClose}
    >
      <Field {...form.field('reason')} label={t('removeReason')}>
        {(control) => <Input {...control} name="reason" maxLength={500} />}
      </Field>
    </FormDialog>
  )
}
