import { useTranslations } from 'next-intl'
import { useFormat } from '@/components/format/use-format'
import { Notice } from '@/components/ui/notice'
import type { ImportCheck } from './import-outputs'

/** Units that are nowhere in the files, and what stands against the lines that follow. */
export function ImportObstacles({ check }: { check: ImportCheck }) {
  const t = useTranslations('reorganisationImport')
  const format = useFormat()
  const { missing, conflicts } = check
  const about = ({ unitId, otherId, text }: ImportCheck['conflicts']['rows'][number]) =>
    [unitId, otherId].flatMap((id) => (id === undefined ? [] : (conflicts.names[id] ?? []))).join(', ') || (text ?? '')
  return (
    <>
      {missing.total > 0 ? (
        <Notice tone="warn" title={t('missing.title', { count: missing.total })}>
          <p>{t('missing.body')}</p>
          <ul className="mt-2 columns-1 gap-6 sm:columns-2 lg:columns-3">
            {missing.rows.map(({ id, name, code }) => (
              <li key={id}>{t('missing.item', { name, code })}</li>
            ))}
          </ul>
          {missing.total > missing.rows.length ? (
            <p>{t('missing.more', { count: missing.total - missing.rows.length })}</p>
          ) : null}
        </Notice>
      ) : null}
      {conflicts.total > 0 ? (
        <Notice
          tone={conflicts.ofLeftOut > 0 ? 'danger' : 'warn'}
          title={t('conflicts.title', { count: conflicts.total })}
        >
          <p>
            {conflicts.ofLeftOut > 0
              ? t('conflicts.ofLeftOut', { count: format.number(conflicts.ofLeftOut) })
              : t('conflicts.own')}
          </p>
          <ul className="mt-2 grid gap-1">
            {conflicts.rows.map((conflict, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is never changed, only replaced
              <li key={place}>
                <strong>{about(conflict)}</strong>: {t(`conflicts.reasons.${conflict.reason}`)}
                {conflict.sources.length > 0 ? (
                  <span className="text-muted">
                    {' '}
                    (
                    {conflict.sources
                      .map(
                        ({ table, line }) =>
                          `${check.tables[table]?.file ?? ''}, ${t('conflicts.rows', { rows: String(line) })}`,
                      )
                      .join('; ')}
                    )
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
          {conflicts.total > conflicts.rows.length ? (
            <p>{t('conflicts.more', { count: conflicts.total - conflicts.rows.length })}</p>
          ) : null}
        </Notice>
      ) : null}
    </>
  )
}
