'use client'

import { create } from 'qrcode'
import { useMemo } from 'react'

/** A QR code as lines of one path: sharp on paper at any size. Four modules of white around it, as the standard asks. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'M' })
    let lines = ''
    for (let row = 0; row < modules.size; row++) {
      for (let column = 0; column < modules.size; column++) {
        if (modules.get(row, column)) lines += `M${column + 4} ${row + 4}h1v1h-1z`
      }
    }
    return { size: modules.size + 8, path: lines }
  }, [text])
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      className={className ?? 'size-28'}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  )
}
