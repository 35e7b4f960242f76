import type { Owner } from '../../units/owners/rules'
import { foreseeLeft } from '../../units/reorganised/left/queries'

/** Open requests that the heir answers, and those that wait until an heir takes them over. */
export const foreseeRequests: Owner['foresee'] = (db, given) => foreseeLeft(db, given, ['requests'])
