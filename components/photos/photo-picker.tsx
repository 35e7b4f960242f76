'use client'

import { Camera, EyeOff, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ChangeEvent, useEffect, useId, useState } from 'react'
import { newRequestId } from '@/components/trpc'
import { Button, buttonStyles } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/notice'
import { BlurDialog } from './blur-dialog'
import { reduced, type WaitingPhoto } from './picture'

interface PhotoPickerProps {
  /** What the pictures show: what a team did, or the paper or message that its figures were typed from. */
  of: 'activity' | 'source'
  max: number
  photos: readonly WaitingPhoto[]
  onPhotos: (photos: WaitingPhoto[]) => void
  /** The person has said that nothing is shown that must not be. */
  checked: boolean
  onChecked: (checked: boolean) => void
  /** Pictures that are there already. */
  there?: number
  error?: string
}

/** Pictures that are about to be sent: reduced on the device, covered where needed, and looked at once more before they are sent. */
export function PhotoPicker({ of, max, photos, onPhotos, checked, onChecked, there = 0, error }: PhotoPickerProps) {
  const t = useTranslations('photos')
  const id = useId()
  const [problem, setProblem] = useState('')
  const [blurring, setBlurring] = useState<string | null>(null)
  const left = max - there - photos.length
  const shown = photos.find((photo) => photo.id === blurring)

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const chosen = [...(event.target.files ?? [])]
    event.target.value = ''
    setProblem(chosen.length > left ? t('tooMany', { count: max }) : '')
    const made: WaitingPhoto[] = []
    for (const file of chosen.slice(0, Math.max(0, left))) {
      try {
        made.push({ id: newRequestId(), requestId: newRequestId(), blob: await reduced(file), sent: false })
      } catch {
        setProblem(t('unreadable', { name: file.name }))
      }
    }
    if (made.length > 0) {
      onPhotos([...photos, ...made])
      onChecked(false)
    }
  }
  return (
    <div className="grid gap-3">
      <Notice tone="warn" title={t('reminder')}>
        {t(`${of}.reminder`)}
      </Notice>
      {problem ? (
        <Notice tone="danger" role="alert">
          {problem}
        </Notice>
      ) : null}
      <ul className="grid grid-cols-2 gap-3 empty:hidden sm:grid-cols-3">
        {photos.map((photo, i) => (
          <li key={photo.id} className="grid content-start gap-1">
            <Preview blob={photo.blob} alt={t('photo', { n: i + 1 })} />
            {photo.sent ? null : (
              <div className="flex flex-wrap gap-1">
                <Button size="sm" icon={<EyeOff aria-hidden />} onClick={() => setBlurring(photo.id)}>
                  {t('blur')}
                </Button>
                <Button
                  size="sm"
                  variant="quiet"
                  icon={<X aria-hidden />}
                  aria-label={t('drop', { n: i + 1 })}
                  onClick={() => onPhotos(photos.filter((each) => each.id !== photo.id))}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <>
          <input
            id={id}
            type="file"
            accept="image/*"
            multiple
            onChange={choose}
            className="peer sr-only"
            aria-describedby={`${id}-limit`}
          />
          <label
            htmlFor={id}
            className={`${buttonStyles({})} cursor-pointer justify-self-start peer-focus-visible:outline-2 peer-focus-visible:outline-focus`}
          >
            <Camera aria-hidden />
            {t('choose')}
          </label>
        </>
      ) : null}
      <p id={`${id}-limit`} className="text-muted text-sm">
        {t('limit', { count: max })}
      </p>
      {photos.some(({ sent }) => !sent) ? (
        <>
          <Checkbox
            label={t(`${of}.checked`)}
            checked={checked}
            onChange={(event) => onChecked(event.target.checked)}
          />
          {error ? <p className="text-danger text-sm">{error}</p> : null}
        </>
      ) : null}
      {shown ? (
        <BlurDialog
          picture={shown.blob}
          onClose={() => setBlurring(null)}
          onDone={(blob) => {
            onPhotos(photos.map((photo) => (photo.id === shown.id ? { ...photo, blob } : photo)))
            onChecked(false)
            setBlurring(null)
          }}
        />
      ) : null}
    </div>
  )
}

function Preview({ blob, alt }: { blob: Blob; alt: string }) {
  const [source, setSource] = useState('')
  useEffect(() => {
    const url = URL.createObjectURL(blob)
    setSource(url)
    return () => URL.revokeObjectURL(url)
  }, [blob])
  // biome-ignore lint/performance/noImgElement: a picture of this device, shown before it is sent anywhere
  return source ? <img src={source} alt={alt} className="aspect-4/3 w-full rounded-sm bg-sunken object-cover" /> : null
}
