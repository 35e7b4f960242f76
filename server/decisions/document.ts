import { villageTypes } from '@/db/enums'
import { unitTypeWords } from '@/db/unit-names'
import type { Locale } from '@/messages/locales'
import type { Block, OfficialDocument, Say } from '../documents/model/rules'
import { inSentence, placeName } from '../documents/places/rules'
import {
  capitals,
  closed,
  dayWords,
  issuerLines,
  issuerName,
  listed,
  numberLine,
  placeAndDay,
  pointSign,
  signingLines,
  symbolOf,
  twoDigits,
} from '../documents/rules'
import { cleanText, glued, unglued } from '../documents/text/rules'
import { appendixLabels, appendixSections } from './appendices/document'
import {
  areaWords,
  keepsTeams,
  listWords,
  orNone,
  type RosterRow,
  type TeamDecision,
  teamInCommune,
  teamWords,
} from './words/rules'

/** The language of the document and its sentences; Vietnamese is the original, any other a marked translation. */
export type DocumentWords = { language: Locale; say: Say }

const tasks = ['task1', 'task2', 'task3', 'task4', 'task5'] as const

/**
 * A decision of a commune's chairman that founds, renews or dissolves teams, as a document (Nghị định 30/2020/NĐ-CP; the five
 * tasks by Công văn 2251/BTTTT-CĐSQG). It is a draft to be signed: the system's own approval replaces no signature.
 */
export function teamDecisionDocument(given: TeamDecision, words: DocumentWords): OfficialDocument {
  // A merger into nothing is a dissolution.
  const merged = given.teams.some((team) => team.successor)
  const decision = given.kind === 'merger' && !merged ? { ...given, kind: 'dissolution' as const } : given
  const { say } = words
  const issuer = { kind: 'chairman', unit: decision.commune } as const
  const symbol = symbolOf('decision', 'UBND')
  const subject = subjectOf(decision, say)
  const articles = articlesOf(decision, words)
  const blocks: Block[] = [
    ...(words.language === 'vi' ? [] : [{ kind: 'mark', text: say('mark') } as const]),
    {
      kind: 'heading',
      ...issuerLines(say, issuer),
      nation: say('nation'),
      motto: say('motto'),
      number: numberLine(say, decision.number, symbol),
      about: null,
      place: placeAndDay(say, decision.commune, decision.issuedOn),
    },
    { kind: 'title', name: capitals(say('kinds.decision')), subject },
    { kind: 'authority', text: capitals(issuerName(say, issuer)) },
    { kind: 'grounds', lines: groundsOf(decision, say) },
    { kind: 'authority', text: capitals(say('decided')) },
    ...articles,
    {
      kind: 'closing',
      label: say('recipients'),
      recipients: recipientsOf(decision, say),
      signing: signingLines(say, issuer, decision.signer.as),
      name: decision.signer.name === null ? null : cleanText(decision.signer.name),
    },
  ]
  return {
    language: words.language,
    title: unglued(subject),
    author: issuerName(say, { kind: 'committee', unit: decision.commune }),
    sections: [{ orientation: 'portrait', blocks }, ...appendixSections(say, decision, symbol)],
  }
}

const subjectOf = ({ kind, teams, commune }: TeamDecision, say: Say): string =>
  say(`teamDecisions.subject.${kind}`, {
    count: teams.length,
    team: teams[0] ? glued(teamInCommune(say, teams[0], commune)) : '',
    unit: glued(placeName(say, commune)),
    successor: teams[0]?.successor ? glued(teamWords(say, teams[0].successor)) : '',
  })

const groundsOf = ({ grounds, office }: TeamDecision, say: Say): string[] =>
  listed([
    ...grounds.map((each) => (typeof each === 'string' ? say(`teamDecisions.grounds.${each}`) : cleanText(each.text))),
    ...(office ? [say('teamDecisions.grounds.proposal', { office: cleanText(office.name) })] : []),
  ])

/** The four articles, each with the clauses that belong to it. */
function articlesOf(decision: TeamDecision, { say, language }: DocumentWords): Block[] {
  const article = (number: number, text: string): Block => ({
    kind: 'article',
    label: say('article', { number }),
    text,
  })
  const ends = !keepsTeams(decision.kind)
  return [
    article(1, whatIsDecided(decision, say)),
    ...changes(decision, say),
    article(2, say(ends ? 'teamDecisions.handover.intro' : 'teamDecisions.tasks.intro')),
    ends ? clauses(handover(decision, say)) : taskList(say, language),
    ...(ends
      ? [article(3, effect(decision, say))]
      : [article(3, say('teamDecisions.work.intro')), clauses([...working(decision, say), effect(decision, say)])]),
    article(4, closed(duty(decision, say))),
  ]
}

const clauses = (texts: readonly string[]): Block => ({
  kind: 'list',
  items: texts.map((text, i) => ({ sign: `${i + 1}.`, text })),
})

const taskList = (say: Say, language: Locale): Block => {
  const points = listed(tasks.map((task) => say(`teamDecisions.tasks.${task}`)))
  return {
    kind: 'list',
    items: [
      { sign: '1.', text: say('teamDecisions.tasks.function') },
      { sign: '2.', text: say('teamDecisions.tasks.duties') },
      ...points.map((text, i) => ({ sign: pointSign(language, i), text })),
    ],
  }
}

function whatIsDecided(decision: TeamDecision, say: Say): string {
  const { kind, teams, commune, province } = decision
  const [first] = teams
  const people = teams.reduce((sum, team) => sum + team.members.length, 0)
  const members = people > 0 ? twoDigits(people) : 'none'
  if (teams.length === 1 && first) {
    const told = say(`teamDecisions.one.${kind}`, {
      team: teamInCommune(say, first, commune),
      area: orNone(first.level === 'commune' ? '' : areaWords(say, first, commune)),
      successor: first.successor ? teamWords(say, first.successor) : '',
      members,
    })
    return first.reason ? `${told} ${reason(first.reason, say)}` : told
  }
  const levels = (['commune', 'village'] as const).map((level) => ({
    level,
    count: teams.filter((team) => team.level === level).length,
  }))
  const mixed = levels.every(({ count }) => count > 0)
  const told = say(`teamDecisions.many.${kind}`, {
    count: twoDigits(teams.length),
    where: [commune, ...(province ? [province] : [])].map((place) => placeName(say, place)).join(', '),
    levels: mixed
      ? listWords(
          say,
          levels.map(({ level, count }) => say(`teamDecisions.levels.${level}`, { count: twoDigits(count) })),
        )
      : 'none',
    appendix: appendixLabels(say, decision)[0] ?? '',
    members,
  })
  const [, leaving] = appendixLabels(say, decision)
  return leaving ? `${told} ${say('teamDecisions.changes.appended', { appendix: leaving })}` : told
}

const reason = (text: string, say: Say) =>
  say('teamDecisions.reason', { reason: cleanText(text).replace(/[\s.;,]+$/, '') })

/** Of one team it is said in the text who leaves and who comes; of several, in the appendices. */
function changes({ kind, teams }: TeamDecision, say: Say): Block[] {
  const [team] = teams
  if (kind !== 'renewal' || !team || teams.length > 1) return []
  const names = (rows: readonly RosterRow[]) =>
    rows
      .map(({ fullName, role }) =>
        say('teamDecisions.changes.person', { name: cleanText(fullName), role: say(`teamDecisions.roles.${role}`) }),
      )
      .join('; ')
  const coming = team.members.filter((each) => each.joins)
  const told = [
    ...(team.leaving.length > 0 ? [say('teamDecisions.changes.leave', { names: names(team.leaving) })] : []),
    ...(coming.length > 0 ? [say('teamDecisions.changes.join', { names: names(coming) })] : []),
  ]
  return told.length > 0 ? [clauses(told.map((text) => `${text}.`))] : []
}

function handover({ kind, teams, commune }: TeamDecision, say: Say): string[] {
  const unit = placeName(say, commune)
  const followed = teams.filter((team) => team.successor).length
  const to = followed === 0 ? 'committee' : followed === teams.length ? 'successors' : 'either'
  const receiver = say(`teamDecisions.handover.receivers.${to}`, { unit })
  return [
    say('teamDecisions.handover.give', { receiver }),
    say('teamDecisions.handover.members'),
    ...(kind === 'merger' ? [say('teamDecisions.handover.successor')] : []),
    say('teamDecisions.handover.records'),
  ]
}

const working = ({ commune }: TeamDecision, say: Say): string[] =>
  (['manner', 'reporting', 'money'] as const).map((key) =>
    say(`teamDecisions.work.${key}`, { unit: placeName(say, commune) }),
  )

function effect({ kind, effectiveFrom, replaces }: TeamDecision, say: Say): string {
  const begins = effectiveFrom
    ? say('teamDecisions.effect.from', { day: dayWords(say, effectiveFrom) })
    : say('teamDecisions.effect.signed')
  const decisions = replaces.map(({ number, day, issuer }) =>
    say('teamDecisions.effect.decision', {
      number: cleanText(number),
      day: day ? dayWords(say, day) : 'none',
      issuer: issuer ? cleanText(issuer) : 'none',
    }),
  )
  if (decisions.length === 0) return say('teamDecisions.effect.alone', { effect: begins })
  const how = keepsTeams(kind) ? 'replaces' : 'revokes'
  return say(`teamDecisions.effect.${how}`, { effect: begins, decisions: listWords(say, decisions) })
}

/** Who carries it out: the office, the heads of the villages concerned, the people of the teams. */
function duty(decision: TeamDecision, say: Say): string {
  const villages = decision.teams.flatMap((team) => (team.level === 'village' ? team.villages : []))
  const types = new Set(
    villages.map((village) => villageTypes.find((type) => village.startsWith(`${unitTypeWords[type]} `)) ?? 'other'),
  )
  const [[type], [only]] = [[...types], villages]
  const listed = keepsTeams(decision.kind) && decision.teams.some((team) => team.members.length > 0)
  const who = [
    ...(decision.office ? [cleanText(decision.office.name)] : []),
    ...(only && villages.length === 1
      ? [say('teamDecisions.duty.head', { village: inSentence(cleanText(only)) })]
      : []),
    ...(type && villages.length > 1
      ? [say('teamDecisions.duty.heads', { type: types.size === 1 ? type : 'other' })]
      : []),
    listed
      ? say('teamDecisions.duty.listed', { count: appendixLabels(say, decision).length })
      : say('teamDecisions.duty.leaders', { count: decision.teams.length }),
  ]
  return say('teamDecisions.duty.all', { who: who.join(', ') })
}

/** "- Như Điều 4;" first, "- Lưu: VT, …" last. */
function recipientsOf({ recipients, commune, office }: TeamDecision, say: Say): string[] {
  const unit = placeName(say, commune)
  const usual = (['above', 'leaders', 'front'] as const).map((key) => say(`teamDecisions.recipients.${key}`, { unit }))
  return listed([
    say('teamDecisions.recipients.article', { number: 4 }),
    ...(recipients?.map(cleanText) ?? usual),
    say('filed', { office: office?.abbreviation ?? 'none' }),
  ]).map((line) => `- ${line}`)
}
