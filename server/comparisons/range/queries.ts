import type { Period } from '../../calendar/queries'
import { dayInVietnam } from '../../calendar/rules'
import type { Ctx } from '../../context'
import { Invalid, NotFound } from '../../errors'
import { maxMonths } from '../rules'
import type { CompareInput } from '../schema'
import type { Range } from '../sums/queries'

/** The months of the range and of the two ranges it is compared with: the one just before, and the same a year ago. */
export function rangeOf(ctx: Ctx, opened: Period[], input: Pick<CompareInput, 'from' | 'to'>): Range {
  const find = (code: string) => {
    const period = opened.find((each) => each.code === code)
    if (!period) throw new NotFound('calendar.noPeriod', { period: code })
    return period
  }
  const [from, to] = [find(input.from), find(input.to)]
  const index = (period: Period) => period.year * 12 + period.month
  const months = index(to) - index(from) + 1
  if (months < 1 || months > maxMonths) throw new Invalid('comparisons.range', { max: maxMonths })
  const shifts = [
    ['now', 0],
    ['before', months],
    ['lastYear', 12],
  ] as const
  const wanted = shifts.flatMap(([bucket, shift]) => {
    const within = opened.filter((each) => {
      const at = index(each) + shift
      return at >= index(from) && at <= index(to)
    })
    // A range of which a month is missing has no sum to compare with.
    const whole = bucket === 'now' || within.length === months
    return within.map((each) => ({
      ...{ id: each.id, bucket, whole, last: index(each) + shift === index(to), endsOn: each.endsOn },
    }))
  })
  return {
    from,
    to,
    months,
    wanted,
    ids: [...new Set(wanted.map((each) => each.id))],
    now: opened.filter((each) => index(each) >= index(from) && index(each) <= index(to)),
    previous: opened.find((each) => index(each) === index(to) - 1) ?? null,
    today: dayInVietnam(ctx.now),
  }
}
