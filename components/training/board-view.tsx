import Form from 'next/form'
import { useTranslations } from 'next-intl'
import { inSentence } from '@/components/format/in-sentence'
import { useFormat } from '@/components/format/use-format'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Figure } from '@/components/ui/figure'
import { Link } from '@/components/ui/link'
import { Ratio } from '@/components/ui/progress'
import { Section } from '@/components/ui/section'
import { Select } from '@/components/ui/select'
import { type TrainingAddress, trainingHref } from './address'
import { BoardTable } from './board-table'
import type { Board, ListedCourse } from './outputs'
import { YearSelect } from './year-select'

interface BoardViewProps {
  at: TrainingAddress
  board: Board
  courses: readonly ListedCourse[]
  /** The unit of whoever looks. */
  own: number
}

/** Members trained and finished of those on a roster: n/N and per cent, by the parts of a unit. */
export function BoardView({ at, board, courses, own }: BoardViewProps) {
  const t = useTranslations('training.board')
  const format = useFormat()
  const { total, unit } = board
  const course = courses.find((each) => each.id === at.course)
  return (
    <>
      <Form action="/training" className="grid items-end gap-4 sm:flex sm:flex-wrap print:hidden" role="search">
        <input type="hidden" name="tab" value="board" />
        {at.unit ? <input type="hidden" name="unit" value={at.unit} /> : null}
        <div className="grid min-w-0 gap-1 sm:w-96">
          <label htmlFor="course" className="font-medium text-ink text-sm">
            {t('course')}
          </label>
          <Select id="course" name="course" defaultValue={at.course ?? ''}>
            <option value="">{t('anyOfficial')}</option>
            {courses
              .filter((each) => each.audience !== 'officers')
              .map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
          </Select>
        </div>
        <YearSelect year={board.year} today={board.to} />
        <Button type="submit">{t('show')}</Button>
      </Form>
      <Section
        title={t('of', { unit: inSentence(unit.fullName) })}
        description={t('days', { from: format.date(board.from), to: format.date(board.to) })}
        actions={
          unit.id === own ? null : (
            <Link href={trainingHref({ tab: 'board', course: at.course, year: at.year })} className="link text-sm">
              {t('back')}
            </Link>
          )
        }
      >
        {total.members === 0 ? (
          <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
        ) : (
          <>
            <dl className="flex flex-wrap gap-x-10 gap-y-4">
              <Figure
                label={t('members')}
                value={format.number(total.members)}
                note={t('membersNote', { date: format.date(board.to) })}
              />
              <Figure
                label={t('trained')}
                value={<Ratio num={total.trained} den={total.members} />}
                note={t('trainedNote', { year: String(board.year) })}
              />
              <Figure
                label={t('finished')}
                value={<Ratio num={total.finished} den={total.members} />}
                note={course ? course.name : t('finishedNote')}
              />
            </dl>
            <BoardTable board={board} courseId={at.course} />
          </>
        )}
      </Section>
    </>
  )
}
