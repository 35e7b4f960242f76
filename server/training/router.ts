import { commandProcedure, protectedProcedure, router } from '../trpc'
import { addCourse, cancelSession, changeSession, holdSession, planSession, takeOverSession } from './commands'
import {
  exportNames,
  recordCompletions,
  recordOfficers,
  removeCompletion,
  removeOfficers,
} from './completions/commands'
import { checkList, listLearners, listOfficers } from './completions/queries'
import { changeCourse, closeCourse, reopenCourse } from './courses/commands'
import { getBoard, getCourse, getFigures, listCourses } from './queries'
import * as inputs from './schema'
import { setCount, takeAttendance } from './sessions/commands'
import { getSession, listSessions } from './sessions/queries'

export const trainingRouter = router({
  courses: protectedProcedure.query(({ ctx }) => listCourses(ctx)),
  course: protectedProcedure.input(inputs.getCourseInput).query(({ ctx, input }) => getCourse(ctx, input)),
  sessions: protectedProcedure.input(inputs.listSessionsInput).query(({ ctx, input }) => listSessions(ctx, input)),
  session: protectedProcedure.input(inputs.getSessionInput).query(({ ctx, input }) => getSession(ctx, input)),
  board: protectedProcedure.input(inputs.boardInput).query(({ ctx, input }) => getBoard(ctx, input)),
  figures: protectedProcedure.query(({ ctx }) => getFigures(ctx)),
  learners: protectedProcedure.input(inputs.getCourseInput).query(({ ctx, input }) => listLearners(ctx, input)),
  officers: protectedProcedure.input(inputs.getCourseInput).query(({ ctx, input }) => listOfficers(ctx, input)),
  checkList: protectedProcedure.input(inputs.readListInput).query(({ ctx, input }) => checkList(ctx, input)),
  addCourse: commandProcedure.input(inputs.addCourseInput).mutation(({ ctx, input }) => addCourse(ctx, input)),
  changeCourse: commandProcedure.input(inputs.changeCourseInput).mutation(({ ctx, input }) => changeCourse(ctx, input)),
  closeCourse: commandProcedure.input(inputs.closeCourseInput).mutation(({ ctx, input }) => closeCourse(ctx, input)),
  reopenCourse: commandProcedure.input(inputs.reopenCourseInput).mutation(({ ctx, input }) => reopenCourse(ctx, input)),
  plan: commandProcedure.input(inputs.planSessionInput).mutation(({ ctx, input }) => planSession(ctx, input)),
  change: commandProcedure.input(inputs.changeSessionInput).mutation(({ ctx, input }) => changeSession(ctx, input)),
  hold: commandProcedure.input(inputs.holdSessionInput).mutation(({ ctx, input }) => holdSession(ctx, input)),
  cancel: commandProcedure.input(inputs.cancelSessionInput).mutation(({ ctx, input }) => cancelSession(ctx, input)),
  takeOver: commandProcedure
    .input(inputs.takeOverSessionInput)
    .mutation(({ ctx, input }) => takeOverSession(ctx, input)),
  attend: commandProcedure.input(inputs.takeAttendanceInput).mutation(({ ctx, input }) => takeAttendance(ctx, input)),
  setCount: commandProcedure.input(inputs.setCountInput).mutation(({ ctx, input }) => setCount(ctx, input)),
  record: commandProcedure
    .input(inputs.recordCompletionsInput)
    .mutation(({ ctx, input }) => recordCompletions(ctx, input)),
  removeCompletion: commandProcedure
    .input(inputs.removeCompletionInput)
    .mutation(({ ctx, input }) => removeCompletion(ctx, input)),
  recordOfficers: commandProcedure
    .input(inputs.recordOfficersInput)
    .mutation(({ ctx, input }) => recordOfficers(ctx, input)),
  removeOfficers: commandProcedure
    .input(inputs.removeOfficersInput)
    .mutation(({ ctx, input }) => removeOfficers(ctx, input)),
  exportNames: commandProcedure.input(inputs.exportNamesInput).mutation(({ ctx, input }) => exportNames(ctx, input)),
})
