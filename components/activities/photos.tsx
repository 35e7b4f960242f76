'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AddPhotos } from '@/components/photos/add-photos'
import { Gallery } from '@/components/photos/gallery'
import { useCommand, useTRPC } from '@/components/trpc'
import { Disclosure } from '@/components/ui/disclosure'
import { maxPhotos } from '@/server/activities/rules'
import type { Activity } from './answers'

/** The pictures of an activity, each from an address that asks every time who wants to see it. */
export function Photos({ activity }: { activity: Activity }) {
  const t = useTranslations('photos')
  const trpc = useTRPC()
  const remove = useCommand(trpc.activities.removePhoto)
  const add = useCommand(trpc.activities.addPhoto)
  const [chosen, setChosen] = useState(0)
  return (
    <div className="grid gap-3">
      {activity.pictures.length > 0 ? (
        <Gallery
          photos={activity.pictures}
          hrefOf={(id) => `/api/photos/${id}`}
          remove={activity.can.removePhoto ? remove : null}
        />
      ) : (
        <p className="text-muted text-sm">{t('none')}</p>
      )}
      {activity.can.addPhoto ? (
        <Disclosure summary={t('addSome')} open={chosen > 0 || undefined}>
          <AddPhotos
            of="activity"
            max={maxPhotos}
            there={activity.pictures.filter(({ removedAt }) => removedAt === null).length}
            command={add}
            onSend={(photo) => add.run({ ...photo, activityId: activity.id })}
            onPhotos={setChosen}
          />
        </Disclosure>
      ) : null}
    </div>
  )
}
