import { randomUUID } from 'node:crypto'
import type { DbUrls } from '@/db/env'
import { endSessions } from '@/db/session'
import { freshDatabase } from '@/db/testing/database'
import { childrenOf, findUnit, makeActor, type TestActor, type TestUnit } from '@/db/testing/factories'

/** A fresh database with two provinces, and those who administer them and the country. */
export type Cast = {
  urls: DbUrls
  nation: TestUnit
  province: TestUnit
  /** Two communes of the province, and one of the other. */
  commune: TestUnit
  sibling: TestUnit
  abroad: TestUnit
  ministry: TestActor
  admin: TestActor
  otherAdmin: TestActor
  close: () => Promise<void>
}

/** Quảng Trị and the province called `other`. */
export async function freshCast(other: string): Promise<Cast> {
  const { drop, urls } = await freshDatabase()
  const nation = await findUnit('nation')
  const province = await findUnit('province', 'Quảng Trị')
  const elsewhere = await findUnit('province', other)
  const [commune, sibling] = await childrenOf(province)
  const [abroad] = await childrenOf(elsewhere)
  if (!commune || !sibling || !abroad) throw new Error('no communes')
  return {
    ...{ urls, nation, province, commune, sibling, abroad },
    ministry: await makeActor('ministry_admin', nation),
    admin: await makeActor('province_admin', province),
    otherAdmin: await makeActor('province_admin', elsewhere),
    close: async () => {
      await endSessions()
      await drop()
    },
  }
}

/** What every command carries so that a retry is known. */
export const once = () => ({ requestId: randomUUID() })

let phones = 0
export const newPhone = () => `0900 ${String(200_000 + ++phones).replace(/(\d{3})(\d{3})/, '$1 $2')}`

/** Somebody new as an officer of the unit, unless said otherwise. */
export const invitationTo = (unit: Pick<TestUnit, 'id'>, over: Record<string, unknown> = {}) => ({
  ...once(),
  fullName: 'Hồ Thị Mới',
  signInName: newPhone(),
  role: 'commune_officer' as const,
  unitId: unit.id,
  ...over,
})

/** The word with which it was refused, or 'done'. */
export const reasonOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { code?: string; message: string }) => (error.code === 'UNAUTHORIZED' ? 'UNAUTHORIZED' : error.message),
  )
