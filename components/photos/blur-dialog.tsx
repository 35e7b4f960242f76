'use client'

import { Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { type BlurBox, boxBetween, fitBox } from '@/server/photos/rules'
import { blurred } from './picture'

interface BlurDialogProps {
  picture: Blob
  onClose: () => void
  onDone: (picture: Blob) => void
}

const step = 0.02
type Point = { x: number; y: number }
type Placed = BlurBox & { key: number }

/** How a box answers a key: arrows move it, with Shift they size it. Null: the key is not its. */
function afterKey(box: BlurBox, key: string, size: boolean): BlurBox | null {
  const by: Record<string, [number, number]> = {
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
    ArrowUp: [0, -step],
    ArrowDown: [0, step],
  }
  const [x, y] = by[key] ?? []
  if (x === undefined || y === undefined) return null
  return fitBox(
    size ? { ...box, width: box.width + x, height: box.height + y } : { ...box, x: box.x + x, y: box.y + y },
  )
}

/** Faces and papers are covered before a picture leaves the device: by a finger, a mouse or the arrow keys (domain.md 22.25). */
export function BlurDialog({ picture, onClose, onDone }: BlurDialogProps) {
  const t = useTranslations('photos')
  const tActions = useTranslations('common.actions')
  const [boxes, setBoxes] = useState<readonly Placed[]>([])
  const [drawn, setDrawn] = useState<BlurBox | null>(null)
  const [pending, setPending] = useState(false)
  const [source, setSource] = useState('')
  const from = useRef<Point | null>(null)
  const next = useRef(0)
  useEffect(() => {
    const url = URL.createObjectURL(picture)
    setSource(url)
    return () => URL.revokeObjectURL(url)
  }, [picture])

  function pointOf(event: PointerEvent<HTMLElement>): Point {
    const place = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - place.left) / place.width, y: (event.clientY - place.top) / place.height }
  }
  function add(box: BlurBox) {
    next.current += 1
    const key = next.current
    setBoxes((before) => [...before, { ...box, key }])
  }
  function press(event: KeyboardEvent, box: Placed) {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      return setBoxes((before) => before.filter(({ key }) => key !== box.key))
    }
    const moved = afterKey(box, event.key, event.shiftKey)
    if (!moved) return
    event.preventDefault()
    setBoxes((before) => before.map((each) => (each.key === box.key ? { ...moved, key: box.key } : each)))
  }
  async function finish() {
    if (boxes.length === 0) return onClose()
    setPending(true)
    onDone(await blurred(picture, boxes))
  }
  const styleOf = (box: BlurBox) => ({
    left: `${box.x * 100}%`,
    top: `${box.y * 100}%`,
    width: `${box.width * 100}%`,
    height: `${box.height * 100}%`,
  })
  const look = 'absolute border-2 border-danger bg-overlay'
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        wide
        title={t('blurTitle')}
        description={t('blurHow')}
        footer={
          <>
            <Button onClick={onClose}>{tActions('cancel')}</Button>
            <Button variant="primary" pending={pending} onClick={finish}>
              {t('blurNow', { count: boxes.length })}
            </Button>
          </>
        }
      >
        <div className="flex flex-wrap gap-2">
          <Button icon={<Square aria-hidden />} onClick={() => add({ x: 0.4, y: 0.4, width: 0.2, height: 0.2 })}>
            {t('addBox')}
          </Button>
          {boxes.length > 0 ? (
            <Button variant="quiet" onClick={() => setBoxes((before) => before.slice(0, -1))}>
              {t('removeBox')}
            </Button>
          ) : null}
        </div>
        <div
          className="relative mx-auto w-fit touch-none select-none"
          onPointerDown={(event) => {
            if (event.target instanceof HTMLButtonElement) return
            event.currentTarget.setPointerCapture(event.pointerId)
            from.current = pointOf(event)
          }}
          onPointerMove={(event) => from.current && setDrawn(boxBetween(from.current, pointOf(event)))}
          onPointerUp={() => {
            if (drawn) add(drawn)
            from.current = null
            setDrawn(null)
          }}
          onPointerCancel={() => {
            from.current = null
            setDrawn(null)
          }}
        >
          {source ? (
            // biome-ignore lint/performance/noImgElement: a picture of this device, shown before it is sent anywhere
            <img src={source} alt={t('preview')} draggable={false} className="block max-h-[55vh] max-w-full" />
          ) : null}
          {drawn ? <div className={look} style={styleOf(drawn)} /> : null}
          {boxes.map((box, i) => (
            <button
              key={box.key}
              type="button"
              aria-label={t('box', { n: i + 1 })}
              className={look}
              style={styleOf(box)}
              onKeyDown={(event) => press(event, box)}
            />
          ))}
        </div>
      </DialogContent>
    </Dialog>
  )
}
