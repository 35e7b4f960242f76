'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'

interface DownloadFileProps {
  fileId: string
  label: string
  /** Said when the reader may not have it, or it is not there. */
  missingText: string
}

/** A kept file, where the reader may have it. */
export function DownloadFile({ fileId, label, missingText }: DownloadFileProps) {
  const trpc = useTRPC()
  const [missing, setMissing] = useState(false)
  async function download() {
    try {
      const file = await trpc.files.get.query({ fileId })
      const bytes = Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0))
      const url = URL.createObjectURL(new Blob([bytes], { type: file.mime }))
      Object.assign(document.createElement('a'), { href: url, download: file.name }).click()
      setTimeout(() => URL.revokeObjectURL(url), 10_000)
      setMissing(false)
    } catch {
      setMissing(true)
    }
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button size="sm" icon={<Download aria-hidden />} onClick={() => void download()}>
        {label}
      </Button>
      {missing ? (
        <span role="alert" className="text-danger text-sm">
          {missingText}
        </span>
      ) : null}
    </span>
  )
}
