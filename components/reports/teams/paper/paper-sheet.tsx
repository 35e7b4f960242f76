import { useLocale, useTranslations } from 'next-intl'
import { atStart, inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { QrCode } from '@/components/ui/qr-code'
import type { Locale } from '@/messages/locales'
import { teamRows } from '@/server/reports/teams/rules'
import { wordsOf } from '../../filing/filing-report'
import type { PaperForms } from '../outputs'

interface PaperSheetProps {
  team: PaperForms['teams'][number]
  forms: PaperForms
  /** Where the code leads; empty until the page knows its own address. */
  address: string
}

/** One page of A4 for one team: the eight figures of its screen, each with a box to write in, and a line of words. */
export function PaperSheet({ team, forms, address }: PaperSheetProps) {
  const t = useTranslations('teamReports.paper')
  const locale = useLocale() as Locale
  const format = useFormat()
  const { commune, period, form } = forms
  const { first, more } = teamRows(form)
  const line = more.find(({ code }) => code === 'E01')
  const { startsOn, endsOn } = period
  return (
    <article className="tf-sheet" aria-label={t('sheet', { team: team.fullName })}>
      <header className="tf-head">
        <div>
          <p className="tf-commune">{commune.fullName}</p>
          <h2 className="tf-title">{t('title')}</h2>
          <p>
            <strong>{format.periodName(period)}</strong>{' '}
            {t('days', { from: format.date(startsOn), to: format.date(endsOn) })}
          </p>
        </div>
        <div className="tf-code">
          {/* Its place is kept until it is there. */}
          <div className="tf-qr">
            {address ? (
              <QrCode text={address} label={t('code', { team: team.fullName })} className="size-full" />
            ) : null}
          </div>
          <p className="tf-small">{t('scan')}</p>
        </div>
      </header>
      <p className="tf-team">{atStart(team.fullName)}</p>
      <p>{t('due', { commune: inSentence(commune.fullName), due: format.due(team.dueAt) })}</p>
      <p className="tf-nil">
        <span className="tf-tick" aria-hidden />
        {t('nil')}
      </p>
      <table className="tf-table">
        <thead>
          <tr>
            <th scope="col">{t('no')}</th>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('figure')}</th>
          </tr>
        </thead>
        <tbody>
          {first.map((row, i) => {
            const { short, unit } = wordsOf(row, locale)
            return (
              <tr key={row.code}>
                <td className="tf-no">{i + 1}</td>
                <td>
                  {short}
                  {row.required ? null : <span className="tf-small"> {t('estimate')}</span>}
                </td>
                <td className="tf-unit">{unit}</td>
                <td className="tf-box">
                  <span className="sr-only">{t('empty')}</span>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {line ? (
        <p className="tf-line">
          {wordsOf(line, locale).short}: <span className="tf-dots" aria-hidden />
        </p>
      ) : null}
      <div className="tf-sign">
        <p className="tf-small">{t('how')}</p>
        <div>
          <p className="tf-date">{t('date')}</p>
          <p>
            <strong>{t('who')}</strong>
          </p>
          <p className="tf-small">{t('signature')}</p>
        </div>
      </div>
      <footer className="tf-small tf-foot">
        {form.issued
          ? t('issued', {
              number: form.issued.number,
              by: form.issued.by,
              on: format.date(form.issued.on),
            })
          : t('proposed')}
      </footer>
    </article>
  )
}
