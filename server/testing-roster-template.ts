import enums from '@/messages/vi/enums.json'
import messages from '@/messages/vi/rosterImport.json'
import type { TemplateWords } from './rosters/template/sheet'

/** The words of a roster that is handed out, as the page fills them in. */
export const templateWords: TemplateWords = {
  ...{
    sheet: messages.template.sheet,
    lists: messages.template.lists,
    title: 'DANH SÁCH',
    made: 'An · 21/11/2026 · lý do: A & B',
  },
  ...{ private: messages.template.private, guide: { name: messages.template.guide.name, lines: ['a', '=b'] } },
  ...{ fields: messages.fields, levels: enums.teamLevels, sexes: enums.sexes, roles: enums.memberRoles },
  ...{ components: enums.nationalComponents, reasons: enums.endedReasons, ticks: enums.selectionTicks },
  ...{ yes: messages.yes, no: messages.no, restricted: messages.template.restricted },
}
