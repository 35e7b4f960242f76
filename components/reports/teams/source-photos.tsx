'use client'

import { lazy, Suspense } from 'react'
import { Gallery } from '@/components/photos/gallery'
import { useCommand, useTRPC } from '@/components/trpc'
import { maxSourcePhotos } from '@/server/reports/teams/photos/rules'
import type { GridRow } from './outputs'

// Fetched by whoever may add some: pages that only show them do not carry it.
const AddPhotos = lazy(async () => ({ default: (await import('@/components/photos/add-photos')).AddPhotos }))

interface SourcePhotosProps {
  teamId: number
  period: string
  photos: GridRow['photos']
  /** Whether the reader may keep and take away. */
  can: boolean
}

/** The paper or the message that a team's month was typed from, as pictures that stay in the commune (domain.md 22.25). */
export default function SourcePhotos({ teamId, period, photos, can }: SourcePhotosProps) {
  const trpc = useTRPC()
  const add = useCommand(trpc.teamReports.addPhoto)
  const remove = useCommand(trpc.teamReports.removePhoto)
  return (
    <div className="grid max-w-2xl gap-3">
      {photos.length > 0 ? (
        <Gallery photos={photos} hrefOf={(id) => `/api/photos/teams/${id}`} remove={can ? remove : null} />
      ) : null}
      {can ? (
        <Suspense>
          <AddPhotos
            of="source"
            max={maxSourcePhotos}
            there={photos.filter(({ removedAt }) => removedAt === null).length}
            command={add}
            onSend={(photo) => add.run({ ...photo, teamId, period })}
          />
        </Suspense>
      ) : null}
    </div>
  )
}
