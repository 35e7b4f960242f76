import type { Owner } from '../../units/owners/rules'
import { foreseeLeft } from '../../units/reorganised/left/queries'

/** Planned sessions and courses that go on with the heir, and those that stay with a unit that was cut. */
export const foreseeTraining: Owner['foresee'] = (db, given) => foreseeLeft(db, given, ['sessions', 'courses'])
