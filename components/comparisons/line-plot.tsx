'use client'

import { CartesianGrid, LabelList, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'

interface LinePlotProps {
  /** Short names of the months, oldest first. */
  months: readonly string[]
  lines: readonly { id: string; name: string; values: readonly (number | null)[] }[]
  write: (value: number) => string
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

export default function LinePlot({ months, lines, write }: LinePlotProps) {
  const data = months.map((month, index) => ({
    month,
    ...Object.fromEntries(lines.map((line) => [line.id, line.values[index] ?? null])),
  }))
  const most = Math.max(...lines.flatMap((line) => line.values.filter((value) => value !== null)))
  const offsets = labelOffsets(lines, most)
  // Drawn in the browser alone: there is a window.
  const narrow = window.innerWidth < 640
  const longest = narrow ? 13 : 20
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        data={data}
        margin={{ top: 16, right: narrow ? 92 : 132, bottom: 4, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="month"
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tick={{ fill: 'var(--muted)', fontSize: 12 }}
        />
        <YAxis
          width={narrow ? 56 : 72}
          domain={[0, 'auto']}
          axisLine={false}
          tickLine={false}
          tick={{ fill: 'var(--muted)', fontSize: 12 }}
          tickFormatter={(value: number) => write(value)}
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
