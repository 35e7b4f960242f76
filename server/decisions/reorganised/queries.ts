import type { Owner } from '../../units/owners/rules'
import { foreseeLeft } from '../../units/reorganised/left/queries'

/** Drafts that go on with the heir of their commune, and those that wait. */
export const foreseeDecisions: Owner['foresee'] = (db, given) => foreseeLeft(db, given, ['drafts'])
