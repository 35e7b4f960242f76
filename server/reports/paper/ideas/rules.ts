import type { FormSection } from '@/db/enums'

/** How the parts of a sentence are joined: "a, b", "a; b", "a và b", "a, trong đó có b và c". */
export type Joint = 'comma' | 'semicolon' | 'and' | 'among'

/**
 * A sentence of the document: what it tells (messages `reports.ideas.<key>`) and of which rows, each with a part of its own
 * (`reports.rows.<code>`). `leads`: without the first there is nothing to say; `adds`: what the rows add up to is said with them;
 * `besides`: only where another sentence could not be said; `compared`: with last month, and `yearly` with the month a year ago.
 */
export type Idea = {
  key: string
  codes: readonly [string, ...string[]]
  joint: Joint
  leads?: true
  adds?: true
  besides?: string
  compared?: true
  yearly?: true
  /** Part of the households of the commune. */
  ofHouseholds?: true
}

/** Every sentence in its order, by the sections of the form. */
export const ideas: Readonly<Record<Exclude<FormSection, 'narrative'>, readonly Idea[]>> = {
  organisation: [
    { key: 'teams', codes: ['A02', 'A03'], joint: 'and', adds: true },
    { key: 'coverage', codes: ['A05'], joint: 'comma' },
    { key: 'villages', codes: ['A01'], joint: 'comma', besides: 'coverage' },
    { key: 'members', codes: ['A06', 'A07'], joint: 'and', adds: true },
    { key: 'components', codes: ['A08', 'A09'], joint: 'and' },
    { key: 'renewed', codes: ['A10'], joint: 'comma' },
    { key: 'quiet', codes: ['A11'], joint: 'comma' },
  ],
  general: [
    { key: 'sessions', codes: ['C01'], joint: 'comma', compared: true },
    { key: 'homes', codes: ['C02'], joint: 'comma', compared: true },
    { key: 'guided', codes: ['C05'], joint: 'comma', compared: true, yearly: true },
    { key: 'people', codes: ['C06', 'C07', 'C08'], joint: 'among', leads: true },
    { key: 'reached', codes: ['C03'], joint: 'comma', ofHouseholds: true },
    { key: 'proficient', codes: ['C04'], joint: 'comma', ofHouseholds: true },
    { key: 'groups', codes: ['C09', 'C10'], joint: 'comma', leads: true },
    { key: 'requests', codes: ['C13', 'C14'], joint: 'comma', leads: true },
  ],
  task1: [
    { key: 'services', codes: ['T1_01', 'T1_04'], joint: 'semicolon', compared: true },
    { key: 'accounts', codes: ['T1_02', 'T1_05', 'T1_06'], joint: 'semicolon' },
    { key: 'fieldReports', codes: ['T1_08'], joint: 'comma' },
    { key: 'identity', codes: ['T1_03', 'T1_07'], joint: 'semicolon' },
  ],
  task2: [
    { key: 'shopping', codes: ['T2_01', 'T2_02'], joint: 'semicolon', compared: true },
    { key: 'products', codes: ['T2_04', 'T2_05'], joint: 'among', leads: true },
    { key: 'shops', codes: ['T2_03'], joint: 'comma', compared: true },
    { key: 'sales', codes: ['T2_06'], joint: 'comma' },
    { key: 'commitments', codes: ['T2_07'], joint: 'comma' },
  ],
  task3: [
    { key: 'payments', codes: ['T3_01', 'T3_02'], joint: 'semicolon', compared: true },
    { key: 'bills', codes: ['T3_06'], joint: 'comma' },
    { key: 'cashless', codes: ['T3_04', 'T3_05'], joint: 'semicolon', compared: true },
    { key: 'payers', codes: ['T3_03'], joint: 'comma' },
  ],
  task4: [
    { key: 'protection', codes: ['T4_01', 'T4_05'], joint: 'semicolon', compared: true },
    { key: 'campaigns', codes: ['T4_02'], joint: 'comma' },
    { key: 'scams', codes: ['T4_03', 'T4_04'], joint: 'among', leads: true },
  ],
  task5: [
    { key: 'platforms', codes: ['T5_01', 'T5_02'], joint: 'semicolon', compared: true },
    { key: 'fields', codes: ['T5_03', 'T5_04', 'T5_05'], joint: 'semicolon' },
    { key: 'skills', codes: ['T5_06', 'T5_07'], joint: 'and' },
  ],
  training: [
    { key: 'classes', codes: ['B01'], joint: 'comma', compared: true },
    { key: 'attendances', codes: ['B02', 'B03'], joint: 'semicolon' },
    { key: 'courses', codes: ['B04', 'B05'], joint: 'semicolon' },
  ],
  resources: [
    { key: 'models', codes: ['D01', 'D02'], joint: 'and' },
    { key: 'partners', codes: ['D03'], joint: 'comma' },
    { key: 'money', codes: ['D04', 'D05'], joint: 'semicolon' },
    { key: 'awards', codes: ['D06'], joint: 'comma' },
    { key: 'inspections', codes: ['D07'], joint: 'comma' },
  ],
}

/** Told with the training of members though they stand among the general figures of the form. */
export const mediaIdea: Idea = { key: 'media', codes: ['C11', 'C12'], joint: 'and' }

/** A wording that was in use before and says something else is told by its own words. */
const formerWords: readonly string[] = ['T1_02v1', 'T1_03v1']
export const phraseOf = ({ code, version }: { code: string; version: number }): string =>
  formerWords.find((each) => each === `${code}v${version}`) ?? code

/** A row that is only there to be the ratio of another. */
export const toldElsewhere: readonly string[] = ['A04']
/** None of these is good news with a sentence of its own. */
export const ownZeros: readonly string[] = ['A11']
