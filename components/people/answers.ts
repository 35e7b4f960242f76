import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/router'

type People = inferRouterOutputs<AppRouter>['people']

export type Me = People['me']
export type PeopleFound = People['list']
export type PersonRow = PeopleFound['people'][number]
export type Person = People['get']
export type PersonPost = Person['posts'][number]
export type Places = People['places']
export type Checked = People['checkAccounts']
