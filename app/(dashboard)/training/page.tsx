import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { BoardView } from '@/components/training/board-view'
import { CourseList } from '@/components/training/course-list'
import { SessionList } from '@/components/training/session-list'
import { TrainingPage } from '@/components/training/training-page'
import { dayInVietnam } from '@/server/calendar/rules'
import { type SearchParams, trainingParams } from './params'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('training'))('title') }
}

/** Sessions, the catalogue, or who has been trained (`?tab=&scope=&year=&state=&unit=&course=&page=`). */
export default async function Training({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const at = trainingParams(await searchParams)
  const [router, actor] = [await api(), await me()]
  const { level } = actor.unit
  const catalogue = await answer(router.training.courses())
  const frame = { at, unit: actor.unit.fullName }
  if (at.tab === 'courses')
    return (
      <ClientMessages namespaces={['training', 'units']}>
        <TrainingPage {...frame} catalogue={catalogue} plan={null}>
          <CourseList catalogue={catalogue} own={actor.unit.id} today={dayInVietnam(new Date())} />
        </TrainingPage>
      </ClientMessages>
    )
  if (at.tab === 'board') {
    const board = await answer(router.training.board({ unitId: at.unit, courseId: at.course, year: at.year }))
    return (
      <ClientMessages namespaces={['training', 'units']}>
        <TrainingPage {...frame} catalogue={null} plan={null}>
          <BoardView at={at} board={board} courses={catalogue.courses} own={actor.unit.id} />
        </TrainingPage>
      </ClientMessages>
    )
  }
  const [list, figures, register] = await Promise.all([
    answer(router.training.sessions({ scope: at.scope, year: at.year, state: at.state, page: at.page })),
    answer(router.training.figures()),
    answer(router.reports.register({ register: 'training' })),
  ])
  return (
    <ClientMessages namespaces={['training', 'units']}>
      <TrainingPage
        {...frame}
        catalogue={null}
        plan={list.can.plan ? { level, courses: catalogue.courses, today: list.today } : null}
      >
        <SessionList
          at={at}
          list={list}
          figures={figures}
          register={register}
          above={level === 'nation' || level === 'province'}
          own={actor.unit.id}
        />
      </TrainingPage>
    </ClientMessages>
  )
}
