'use client'

import { CartesianGrid, LabelList, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { Locale } from '@/messages/locales'
import { textWidth, ticksTo, tickWriter } from './axis'

interface LinePlotProps {
  /** Short names of the months, oldest first. */
  months: readonly string[]
  lines: readonly { id: string; name: string; values: readonly (number | null)[] }[]
  write: (value: number) => string
  locale: Locale
}

/** A line is known by its name at its end, by its colour and by its dashes. */
const dashes = [undefined, '7 3', '2 3', '9 3 2 3']
const height = 340
const gap = 30

/** Where the names at the ends stand, so that none lies on another: offsets in px from each line's last point. */
function labelOffsets(lines: LinePlotProps['lines'], most: number): number[] {
  const inner = height - 50
  const ends = lines.map((line, index) => ({
    index,
    y: inner - (inner * (line.values.findLast((value) => value !== null) ?? 0)) / (most || 1),
  }))
  const offsets = lines.map(() => 0)
  let above = Number.NEGATIVE_INFINITY
  for (const { index, y } of ends.sort((a, b) => a.y - b.y)) {
    const at = Math.max(y, above + gap)
    offsets[index] = at - y
    above = at
  }
  return offsets
}

export default function LinePlot({ months, lines, write, locale }: LinePlotProps) {
  const data = months.map((month, index) => ({
    month,
    ...Object.fromEntries(lines.map((line) => [line.id, line.values[index] ?? null])),
  }))
  const most = Math.max(...lines.flatMap((line) => line.values.filter((value) => value !== null)))
  // Drawn in the browser alone: there is a window.
  const narrow = window.innerWidth < 640
  const longest = narrow ? 13 : 20
  const ticks = ticksTo(most)
  const top = ticks.at(-1) ?? most
  const offsets = labelOffsets(lines, top)
  // A number that lost a digit at the edge is another number: the axis and the margin are as wide as what they hold.
  const writeTick = tickWriter(ticks, write, locale, narrow)
  const ends = lines.flatMap((line) => line.values.findLast((value) => value !== null) ?? []).map(write)
  const right = Math.max(narrow ? 92 : 132, textWidth(ends) + 14)
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart data={data} margin={{ top: 16, right, bottom: 4, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="month"
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={{ fill: 'var(--muted)', fontSize: 12 }}
        />
        <YAxis
          width={textWidth(ticks.map(writeTick)) + 12}
          domain={[0, top]}
          ticks={ticks}
          interval={0}
          axisLine={false}
          tickLine={false}
          tick={{ fill: 'var(--muted)', fontSize: 12 }}
          tickFormatter={writeTick}
        />
        {lines.map((line, index) => {
          const last = line.values.findLastIndex((value) => value !== null)
          const colour = `var(--series-${index + 1})`
          return (
            <Line
              key={line.id}
              dataKey={line.id}
              type="linear"
              stroke={colour}
              strokeWidth={2}
              strokeDasharray={dashes[index]}
              dot={{ r: 3, fill: colour, strokeWidth: 0 }}
              connectNulls={false}
              isAnimationActive={false}
            >
              <LabelList
                dataKey={line.id}
                content={({ index: at, x, y }) =>
                  at === last ? (
                    <text x={Number(x) + 10} y={Number(y) + (offsets[index] ?? 0)} fontSize={12} fill={colour}>
                      <tspan x={Number(x) + 10} fontWeight={600}>
                        {write(line.values[last] ?? 0)}
                      </tspan>
                      <tspan x={Number(x) + 10} dy={14}>
                        {line.name.length > longest ? `${line.name.slice(0, longest - 1)}…` : line.name}
                      </tspan>
                    </text>
                  ) : null
                }
              />
            </Line>
          )
        })}
      </LineChart>
    </ResponsiveContainer>
  )
}
