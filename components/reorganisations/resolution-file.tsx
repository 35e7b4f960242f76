'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc'
import { Button } from '@/components/ui/button'

/** The bytes of a chosen file as the server takes them. */
export async function base64Of(file: File): Promise<string> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
  return url.slice(url.indexOf(',') + 1)
}

/** The paper behind a resolution, where the reader may have it. */
export function DownloadFile({ fileId }: { fileId: string }) {
  const t = useTranslations('reorganisations.page')
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
        {t('download')}
      </Button>
      {missing ? (
        <span role="alert" className="text-danger text-sm">
          {t('noFile')}
        </span>
      ) : null}
    </span>
  )
}
