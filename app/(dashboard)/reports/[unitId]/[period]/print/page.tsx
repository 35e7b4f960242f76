import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { PrintPage } from '@/components/reports/filing/print-page'
import { getReportInput } from '@/server/reports/schema'

type Props = { params: Promise<{ unitId: string; period: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('print.page') }
}

export default async function PrintReportPage({ params }: Props) {
  const { unitId, period } = await params
  const input = getReportInput.required().safeParse({ unitId: Number(unitId), period })
  if (!input.success) notFound()
  const report = await answer((await api()).reports.get(input.data))
  return (
    <ClientMessages namespaces={['reports']}>
      <PrintPage report={report} printedAt={new Date()} />
    </ClientMessages>
  )
}
