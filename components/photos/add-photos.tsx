'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Command } from '@/components/trpc'
import { base64Of } from '@/components/ui/base64'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PhotoPicker } from './photo-picker'
import type { WaitingPhoto } from './picture'

interface AddPhotosProps {
  of: 'activity' | 'source'
  max: number
  there: number
  command: Pick<Command<never, unknown>, 'pending' | 'errorText'>
  /** Sends one; undefined when it was refused. */
  onSend: (photo: { id: string; content: string }) => Promise<unknown>
  onPhotos?: (count: number) => void
}

/** Pictures chosen and sent one after the other to what is there already; what is refused stays here. */
export function AddPhotos({ of, max, there, command, onSend, onPhotos }: AddPhotosProps) {
  const t = useTranslations('photos')
  const router = useRouter()
  const [photos, setPhotos] = useState<WaitingPhoto[]>([])
  const [checked, setChecked] = useState(false)
  const [problem, setProblem] = useState('')
  function hold(next: WaitingPhoto[]) {
    setPhotos(next)
    onPhotos?.(next.length)
  }
  async function send() {
    if (!checked) return setProblem(t('check'))
    setProblem('')
    let left = photos
    for (const { id, blob } of photos) {
      if (!(await onSend({ id, content: await base64Of(blob) }))) break
      left = left.filter((photo) => photo.id !== id)
      hold(left)
    }
    router.refresh()
  }
  return (
    <div className="grid gap-3 pt-2">
      {command.errorText ? (
        <Notice tone="danger" role="alert">
          {command.errorText}
        </Notice>
      ) : null}
      <PhotoPicker {...{ of, max, there, photos, checked }} onPhotos={hold} onChecked={setChecked} error={problem} />
      {photos.length > 0 ? (
        <Button variant="primary" className="justify-self-start" pending={command.pending} onClick={send}>
          {t('send', { count: photos.length })}
        </Button>
      ) : null}
    </div>
  )
}
