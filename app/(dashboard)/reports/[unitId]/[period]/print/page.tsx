import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { PrintPage } from '@/components/reports/filing/print-page'
import { type ReportParams, reportOf } from '../address'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('print.page') }
}

export default async function PrintReportPage({ params }: { params: ReportParams }) {
  const input = await reportOf(params)
  const report = await answer((await api()).reports.get(input))
  return (
    <ClientMessages namespaces={['reports']}>
      <PrintPage report={report} printedAt={new Date()} />
    </ClientMessages>
  )
}
