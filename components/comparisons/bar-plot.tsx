'use client'

import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'

interface BarPlotProps {
  figures: readonly { id: number; tick: string; value: number; label: string }[]
}

const rowHeight = 24

/** Lying bars from zero, each with its figure at its end: no axis to read, no legend to look up. */
export default function BarPlot({ figures }: BarPlotProps) {
  const data = figures.map((each) => ({ ...each }))
  const longest = Math.max(...data.map((each) => each.tick.length))
  return (
    <ResponsiveContainer width="100%" height={data.length * rowHeight + 8}>
      <BarChart
        data={data}
        layout="vertical"
        margin={{ top: 4, right: 88, bottom: 4, left: 0 }}
        barCategoryGap={4}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[(least: number) => Math.min(0, least), 'dataMax']} />
        <YAxis
          type="category"
          dataKey="tick"
          width={Math.min(176, Math.max(72, longest * 7.4))}
          axisLine={false}
          tickLine={false}
          interval={0}
          tick={{ fill: 'var(--ink)', fontSize: 12 }}
        />
        <Bar dataKey="value" fill="var(--series-1)" isAnimationActive={false}>
          <LabelList dataKey="label" position="right" fill="var(--ink)" fontSize={12} />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  )
}
