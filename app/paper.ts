import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { Locale } from '@/messages/locales'
import type { OfficialDocument, Say } from '@/server/documents/model/rules'
import { type PaperChoice, type ReportPaper, reportDocument } from '@/server/reports/paper/rules'

/** The document of a month in a language: Vietnamese is the original, any other a marked translation. */
export async function paperDocument(
  paper: ReportPaper,
  choice: PaperChoice,
  language: Locale = 'vi',
): Promise<OfficialDocument> {
  const t = await getTranslations({ locale: language, namespace: 'documents' })
  const say: Say = (key, values) => t(key as 'nation', values as never)
  return reportDocument(paper, choice, { language, say })
}
