import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { answer, api, me } from '@/app/trpc'
import { ClientMessages } from '@/components/frame/client-messages'
import { CoursePage } from '@/components/training/course-page'
import { dayInVietnam } from '@/server/calendar/rules'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('training.course'))('title') }
}

/** One course: its topics, who has finished; names inside the commune alone. */
export default async function TrainingCourse({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const [router, actor] = [await api(), await me()]
  const course = await answer(router.training.course({ id }))
  const forOfficers = course.audience === 'officers'
  const [learners, officers] = await Promise.all([
    course.can.seeNames && !forOfficers ? answer(router.training.learners({ id })) : null,
    forOfficers && actor.unit.level === 'commune' ? answer(router.training.officers({ id })) : null,
  ])
  return (
    <ClientMessages namespaces={['training', 'units']}>
      <CoursePage
        course={course}
        learners={learners}
        officers={officers}
        assignment={actor.assignmentId}
        today={dayInVietnam(new Date())}
      />
    </ClientMessages>
  )
}
