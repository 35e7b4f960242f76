import { boldWidth, slantedWidth } from './server/documents/text/rules'
import { decision, vietnamese } from './server/testing-documents'
import { teamDecisionDocument } from './server/decisions/document'
const d = teamDecisionDocument(decision({ commune: { type: 'phuong', name: 'Hai Bà Trưng' } }), vietnamese)
const place = (d.sections[0]!.blocks[0] as any).place as string
console.log(JSON.stringify(place), slantedWidth(place,13), boldWidth(place,13))
console.log([...place.slice(20,34)].map(c=>c.charCodeAt(0).toString(16)).join(' '))
