import { getTranslations } from 'next-intl/server'
import { formatDate, formatDateTime } from '@/components/format/date'
import type { Locale } from '@/messages/locales'
import { type FormRow, hasSource, rowsBySection } from '@/server/forms/rules'
import { figureOfRow, type ReportValues } from '@/server/reports/rules'
import { type FilingReport, inSentence, isSummary, wordsOf } from './filing-report'
import { printedAgencies } from './report-agencies'
import './print-report.css'

/** An official document is in Vietnamese, whatever language its page speaks. */
const locale: Locale = 'vi'

const placeTypes = ['xa', 'phuong', 'thi_tran', 'dac_khu', 'thanh_pho', 'tinh'] as const

/**
 * The report on paper for the signature (Nghị định 30/2020/NĐ-CP, Phụ lục I): number and day stay blank, no line of a superior
 * body above a UBND. Always Vietnamese: it is an official document. Figures as they stand now, sent or not.
 */
export async function PrintReport({ report, printedAt }: { report: FilingReport; printedAt: Date }) {
  const t = await getTranslations({ locale, namespace: 'reports.print' })
  const tSections = await getTranslations({ locale, namespace: 'enums.formSections' })
  const tTypes = await getTranslations({ locale, namespace: 'enums.unitTypes' })
  const unit = report.unit.fullName
  const summary = isSummary(report)
  const { department, sender, receiver } = printedAgencies(report)
  const type = placeTypes.map((each) => tTypes(each)).find((each) => unit.startsWith(`${each} `))
  const bare = type ? unit.slice(type.length + 1) : unit
  // Units named by a number keep their type in the place line (domain.md 22.34).
  const place = /^\d/.test(bare) ? unit : bare
  const { period, form } = report
  const groups = rowsBySection(form)
  const texts = groups.find(({ section }) => section === 'narrative')?.rows ?? []
  const isSent = ['submitted', 'accepted', 'locked'].includes(report.status)
  return (
    <article lang="vi" className="official">
      <header className="official-head">
        <div>
          {/* A department has a line of the body above it; a UBND has none. */}
          {summary ? <p className="official-above">{t('above', { unit: unit.toLocaleUpperCase('vi') })}</p> : null}
          <p className="official-body">
            {summary ? department.name.toLocaleUpperCase('vi') : t('body', { unit: unit.toLocaleUpperCase('vi') })}
          </p>
          <p className="official-rule" aria-hidden />
          <p className="official-blank">
            {summary ? t('numberDepartment', { symbol: department.symbol ?? '' }) : t('number')}
          </p>
        </div>
        <div>
          <p className="official-nation">{t('nation')}</p>
          <p className="official-motto">{t('motto')}</p>
          <p className="official-rule-wide" aria-hidden />
          <p className="official-place official-blank">{t('place', { place, year: String(period.year) })}</p>
        </div>
      </header>
      <h1 className="official-title">{t('title')}</h1>
      <p className="official-subject">
        {t('subject', { month: String(period.month).padStart(2, '0'), year: String(period.year) })}
      </p>
      <p className="official-rule" aria-hidden />
      {form.issued ? (
        <p className="official-note">
          {t('form', { number: form.issued.number, on: formatDate(form.issued.on), by: form.issued.by })}
        </p>
      ) : (
        <p className="official-note">{t('notIssued')}</p>
      )}
      <p className="official-text">{t('to', { receiver })}</p>
      <p className="official-text">
        {t('opening', {
          summary: summary ? 'yes' : 'no',
          sender,
          unit: inSentence(unit),
          from: formatDate(period.startsOn),
          to: formatDate(period.endsOn),
          nil: report.nil ? 'yes' : 'no',
        })}
      </p>
      <table className="official-table">
        <caption>{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('order')}</th>
            <th scope="col">{t('row')}</th>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('figure')}</th>
            <th scope="col">{t('last')}</th>
            <th scope="col">{t('year')}</th>
          </tr>
        </thead>
        {groups
          .filter(({ section }) => section !== 'narrative')
          .map(({ section, rows }) => (
            <tbody key={section}>
              <tr>
                <th scope="rowgroup" colSpan={6}>
                  {tSections(section)}
                </th>
              </tr>
              {rows.map((row, i) => (
                <PrintRow key={row.code} row={row} order={i + 1} report={report} />
              ))}
            </tbody>
          ))}
      </table>
      <p className="official-note">{t('legend')}</p>
      {texts.map((row, i) => (
        <section key={row.code}>
          <h2 className="official-heading">
            {i + 1}. {row.nameVi}
          </h2>
          <p className="official-text official-lines">{String(report.values[row.code] ?? unwritten)}</p>
        </section>
      ))}
      <footer className="official-foot">
        <div className="official-receivers">
          <p>
            <strong>
              <em>{t('receivers')}</em>
            </strong>
          </p>
          <p>{t('receiver', { receiver })}</p>
          <p>{t('archive')}</p>
        </div>
        <div className="official-signature">
          {summary ? null : <p>{t('onBehalf')}</p>}
          <p>{t(summary ? 'director' : 'chairman')}</p>
        </div>
      </footer>
      <p className="official-stamp">
        {t('printed', {
          at: formatDateTime(printedAt),
          status: isSent ? 'sent' : 'draft',
          nth: report.report?.submissionNo ?? 0,
        })}
      </p>
    </article>
  )
}

/** What nobody wrote is not "none": the line stays open for the hand that signs. */
const unwritten = '…'.repeat(45)

async function PrintRow({ row, order, report }: { row: FormRow; order: number; report: FilingReport }) {
  const t = await getTranslations({ locale, namespace: 'reports.print' })
  const say = (values: ReportValues | null | undefined) => figureOfRow(row, values, locale)
  const words = wordsOf(row, locale)
  return (
    <tr>
      <td>{order}</td>
      <td>{words.name}</td>
      <td>{words.unit}</td>
      <td data-figure>{hasSource(row) ? say(report.values) || '–' : t('noSource')}</td>
      <td data-figure>{say(report.history.previous[0]) || '–'}</td>
      <td data-figure>{say(report.history.lastYear) || '–'}</td>
    </tr>
  )
}
