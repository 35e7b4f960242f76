'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFormat } from '@/components/format/use-format'
import { Page } from '@/components/frame/page'
import { UnitBreadcrumb } from '@/components/frame/unit-breadcrumb'
import { type CommandError, useCommand, useErrorText, useTRPC } from '@/components/trpc'
import { base64Of } from '@/components/ui/base64'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { useToast } from '@/components/ui/toast'
import { changeKinds } from '@/db/enums'
import { ImportDownload } from './import-download'
import { ImportFiles } from './import-files'
import { ImportObstacles } from './import-obstacles'
import type { ImportCheck, ImportDraft, SentFiles } from './import-outputs'
import { ImportTables } from './import-tables'
import { ImportVerdicts } from './import-verdicts'

type Asked = { files: SentFiles; complete: boolean }

/** Files into a draft: choose, see what each row comes to, then put what follows in the place of the draft's lines. */
export function ImportPage({ draft, assignment }: { draft: ImportDraft; assignment: string }) {
  const t = useTranslations('reorganisationImport')
  const format = useFormat()
  const toText = useErrorText()
  const trpc = useTRPC()
  const router = useRouter()
  const toast = useToast()
  const command = useCommand(trpc.reorganisations.import)
  const [files, setFiles] = useState<readonly File[]>([])
  const [complete, setComplete] = useState(true)
  const [skipWrong, setSkipWrong] = useState(false)
  const [checked, setChecked] = useState<{ asked: Asked; check: ImportCheck } | null>(null)
  const [checking, setChecking] = useState(false)
  const [error, setError] = useState('')
  const home = `/reorganisations/${draft.id}`
  const may = draft.can.edit && draft.unit.level !== 'commune'

  function changed() {
    setChecked(null)
    setSkipWrong(false)
    setError('')
    command.reset()
  }

  async function dryRun() {
    changed()
    setChecking(true)
    try {
      const sent: SentFiles = []
      for (const file of files) {
        const content = await base64Of(file).catch(() => null)
        if (content === null) throw file
        sent.push({ name: file.name, content })
      }
      const asked = { files: sent, complete }
      setChecked({ asked, check: await trpc.reorganisations.checkImport.query({ id: draft.id, ...asked }) })
    } catch (failure) {
      setError(
        failure instanceof File
          ? t('files.unreadable', { name: failure.name })
          : toText((failure as CommandError).data),
      )
    }
    setChecking(false)
  }

  async function run({ asked, check }: { asked: Asked; check: ImportCheck }) {
    const { id, version } = draft
    const done = await command.run({ id, version, ...asked, expected: check.lines.mark, skipWrong })
    if (!done) return
    toast({ message: t('done', { count: done.lines }) })
    router.push(home)
    router.refresh()
  }

  const check = checked?.check
  const wrong = check ? check.counts.wrong + check.missing.total : 0
  const ready = check ? (skipWrong ? check.can.right : check.can.all) : false
  return (
    <Page
      title={t('title')}
      lead={t('lead', { number: draft.resolutionNumber, date: format.date(draft.effectiveOn) })}
      actions={<LinkButton href={home}>{t('back')}</LinkButton>}
      context={{ where: <UnitBreadcrumb items={[{ label: draft.unit.fullName }, { label: t('where') }]} /> }}
    >
      {may ? (
        <div className="grid max-w-3xl gap-4">
          <ImportFiles
            files={files}
            onChange={(next) => {
              setFiles(next)
              changed()
            }}
          />
          <Checkbox
            label={t('complete')}
            help={t('completeHelp')}
            checked={complete}
            onChange={(event) => {
              setComplete(event.target.checked)
              changed()
            }}
          />
          <div className="flex justify-end">
            <Button
              variant={check ? 'secondary' : 'primary'}
              disabled={files.length === 0}
              pending={checking}
              onClick={() => void dryRun()}
            >
              {t('check')}
            </Button>
          </div>
        </div>
      ) : (
        <Notice tone="warn" title={t('noDraft.title')}>
          {t('noDraft.body')}
        </Notice>
      )}
      <p role="status" className="sr-only">
        {checking ? t('checking') : ''}
      </p>
      {error ? (
        <Notice tone="danger" role="alert">
          {error}
        </Notice>
      ) : null}
      {checked && check ? (
        <>
          <ImportTables tables={check.tables} />
          <ImportVerdicts
            check={check}
            actions={
              check.counts.wrong > 0 ? (
                <ImportDownload draftId={draft.id} assignment={assignment} asked={checked.asked} />
              ) : null
            }
          />
          <ImportObstacles check={check} />
          <section className="grid gap-3 border-line border-t pt-4">
            <p role="status">
              {check.lines.total === 0
                ? t('lines.none')
                : `${t('lines.total', { count: check.lines.total })}: ${changeKinds
                    .filter((kind) => check.lines.kinds[kind])
                    .map((kind) => t(`lines.${kind}`, { count: format.number(check.lines.kinds[kind]) }))
                    .join(', ')}.`}
              {draft.lines > 0 && check.lines.total > 0 ? ` ${t('replaces', { count: draft.lines })}` : ''}
            </p>
            {wrong > 0 && check.can.right ? (
              <Checkbox
                label={t('onlyRight')}
                help={t('onlyRightHelp')}
                checked={skipWrong}
                onChange={(event) => setSkipWrong(event.target.checked)}
              />
            ) : null}
            {command.errorText ? (
              <Notice tone="danger" role="alert">
                {command.errorText}
              </Notice>
            ) : null}
            <div className="flex justify-end">
              <Button
                variant="primary"
                disabled={!ready}
                pending={command.pending}
                onClick={() => void run({ asked: checked.asked, check })}
              >
                {t('import')}
              </Button>
            </div>
          </section>
        </>
      ) : null}
    </Page>
  )
}
