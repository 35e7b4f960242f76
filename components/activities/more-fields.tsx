import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { type ActivityTopic, activityTopics } from '@/db/activity-enums'
import { ChoiceChips, toggled } from './choice-chips'
import type { KeptPost } from './device/store'
import type { Draft } from './draft'
import { Stepper } from './stepper'

/** Lists that the form of a team offers; members where their names may be shown. */
export type Offered = Pick<KeptPost, 'teams' | 'programmes' | 'partners'> & {
  members?: { id: string; fullName: string }[]
}

interface MoreFieldsProps {
  draft: Draft
  set: (change: Partial<Draft>) => void
  offered: Offered
  /** Topics that stand above already. */
  suggested: readonly ActivityTopic[]
  peopleId: string
  error?: string
}

/** What is not asked each time: people each once, place, programme, who worked along, a note. */
export function MoreFields({ draft, set, offered, suggested, peopleId, error }: MoreFieldsProps) {
  const t = useTranslations('activities.form')
  const tTopics = useTranslations('enums.activityTopics')
  const others = activityTopics.filter((topic) => !suggested.includes(topic))
  const nameOf =
    (list: readonly { id: string | number; fullName?: string; name?: string }[]) => (id: string | number) => {
      const found = list.find((each) => each.id === id)
      return found?.fullName ?? found?.name ?? ''
    }
  return (
    <Disclosure summary={t('more')} open={error ? true : undefined}>
      <div className="grid grid-cols-1 gap-6 pt-2">
        <Stepper
          label={t('people')}
          name={t('people')}
          help={t('peopleHelp')}
          unit={t('peopleUnit')}
          value={draft.people}
          onValue={(people) => set({ people })}
        />
        <div id={peopleId} tabIndex={-1}>
          <Stepper
            label={t('people60')}
            name={t('people60')}
            unit={t('peopleUnit')}
            error={error}
            value={draft.people60}
            onValue={(people60) => set({ people60 })}
          />
        </div>
        {offered.members ? (
          offered.members.length > 0 ? (
            <ChoiceChips
              many
              legend={t('members')}
              help={t('membersHelp')}
              values={offered.members.map(({ id }) => id)}
              words={nameOf(offered.members)}
              chosen={draft.memberIds ?? []}
              onToggle={(id) =>
                set({
                  memberIds: toggled(
                    draft.memberIds ?? [],
                    id,
                    (offered.members ?? []).map((each) => each.id),
                  ),
                })
              }
            />
          ) : null
        ) : null}
        <Stepper
          label={t('membersPresent')}
          name={t('membersPresent')}
          unit={t('peopleUnit')}
          value={draft.membersPresent}
          onValue={(membersPresent) => set({ membersPresent })}
        />
        <Field optional label={t('place')} help={t('placeHelp')}>
          {(control) => (
            <Input
              {...control}
              value={draft.place}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => set({ place: event.target.value })}
            />
          )}
        </Field>
        {others.length > 0 ? (
          <Disclosure summary={suggested.length > 0 ? t('otherTopics') : t('topics')}>
            <ChoiceChips
              many
              legend={<span className="sr-only">{t('topics')}</span>}
              values={others}
              words={tTopics}
              chosen={draft.topics}
              onToggle={(topic) => set({ topics: toggled(draft.topics, topic, activityTopics) })}
            />
          </Disclosure>
        ) : null}
        {offered.programmes.length > 0 ? (
          <Field optional label={t('programme')}>
            {(control) => (
              <Select
                {...control}
                value={draft.programmeId ?? ''}
                onChange={(event) => set({ programmeId: event.target.value || null })}
              >
                <option value="">{t('noProgramme')}</option>
                {offered.programmes.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ) : null}
        {offered.partners.length > 0 ? (
          <ChoiceChips
            many
            legend={t('partners')}
            values={offered.partners.map(({ id }) => id)}
            words={nameOf(offered.partners)}
            chosen={draft.partnerIds}
            onToggle={(id) =>
              set({
                partnerIds: toggled(
                  draft.partnerIds,
                  id,
                  offered.partners.map((each) => each.id),
                ),
              })
            }
          />
        ) : null}
        {offered.teams.length > 0 ? (
          <Disclosure summary={t('joint', { count: draft.jointTeamIds.length })}>
            <ChoiceChips
              many
              legend={<span className="sr-only">{t('joint', { count: draft.jointTeamIds.length })}</span>}
              help={t('jointHelp')}
              values={offered.teams.map(({ id }) => id)}
              words={nameOf(offered.teams)}
              chosen={draft.jointTeamIds}
              onToggle={(id) =>
                set({
                  jointTeamIds: toggled(
                    draft.jointTeamIds,
                    id,
                    offered.teams.map((each) => each.id),
                  ),
                })
              }
            />
          </Disclosure>
        ) : null}
        <Field optional label={t('note')} help={t('noteHelp')}>
          {(control) => (
            <Textarea
              {...control}
              value={draft.note}
              maxLength={1000}
              onChange={(event) => set({ note: event.target.value })}
            />
          )}
        </Field>
      </div>
    </Disclosure>
  )
}
