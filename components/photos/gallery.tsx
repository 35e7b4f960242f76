'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import type { Command } from '@/components/trpc'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FormDialog } from '@/components/units/form-dialog'
import { removeReason } from '@/server/photos/schema'

interface GalleryProps {
  photos: readonly { id: string; width: number; height: number; removedAt: Date | null }[]
  /** The address of a picture, which asks every time who wants to see it. */
  hrefOf: (id: string) => string
  /** How one is taken away for good, where the reader may. */
  remove: Command<{ id: string; reason: string }, unknown> | null
}

/** Pictures that are kept; of one whose time was over, when it went. */
export function Gallery({ photos, hrefOf, remove }: GalleryProps) {
  const t = useTranslations('photos')
  const format = useFormat()
  const [removing, setRemoving] = useState<string | null>(null)
  return (
    <>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {photos.map((photo, i) =>
          photo.removedAt ? (
            <li
              key={photo.id}
              className="grid aspect-4/3 place-items-center rounded-sm bg-sunken p-2 text-muted text-sm"
            >
              {t('expired', { n: i + 1, date: format.date(photo.removedAt) })}
            </li>
          ) : (
            <li key={photo.id} className="grid content-start gap-1">
              <a href={hrefOf(photo.id)} target="_blank" rel="noreferrer">
                {/* biome-ignore lint/performance/noImgElement: rights are asked at each sight; nothing may keep a copy */}
                <img
                  src={hrefOf(photo.id)}
                  alt={t('photo', { n: i + 1 })}
                  width={photo.width}
                  height={photo.height}
                  loading="lazy"
                  className="aspect-4/3 w-full rounded-sm bg-sunken object-cover"
                />
              </a>
              {remove ? (
                <Button
                  size="sm"
                  variant="quiet"
                  icon={<Trash2 aria-hidden />}
                  aria-label={t('remove', { n: i + 1 })}
                  className="justify-self-start"
                  onClick={() => setRemoving(photo.id)}
                />
              ) : null}
            </li>
          ),
        )}
      </ul>
      {removing && remove ? <RemoveDialog id={removing} command={remove} onClose={() => setRemoving(null)} /> : null}
    </>
  )
}

function RemoveDialog({
  id,
  command,
  onClose,
}: {
  id: string
  command: NonNullable<GalleryProps['remove']>
  onClose: () => void
}) {
  const t = useTranslations('photos')
  const fieldId = useId()
  const [short, setShort] = useState(false)
  const wrong = short ? t('reasonShort') : undefined
  const refused = command.errorText ? [{ message: command.errorText }] : []
  async function send(data: FormData) {
    const reason = String(data.get('reason') ?? '')
    const fits = removeReason.safeParse(reason).success
    setShort(!fits)
    return fits && (await command.run({ id, reason })) ? t('removed') : undefined
  }
  return (
    <FormDialog
      title={t('removeTitle')}
      description={t('removeWhat')}
      submitLabel={t('removeNow')}
      danger
      form={{ pending: command.pending, errors: wrong ? [{ fieldId, message: wrong }] : refused }}
      onSubmit={send}
      onClose={onClose}
    >
      <Field id={fieldId} error={wrong} label={t('removeReason')}>
        {(control) => <Input {...control} name="reason" maxLength={500} />}
      </Field>
    </FormDialog>
  )
}
