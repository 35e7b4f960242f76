import type { Owner } from '../../units/owners/rules'
import { foreseeLeft } from '../../units/reorganised/left/queries'

/** Programmes and partners that go on with the heir, and those that end with a unit that was cut. */
export const foreseeActivities: Owner['foresee'] = (db, given) => foreseeLeft(db, given, ['programmes', 'partners'])
