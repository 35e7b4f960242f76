'use client'

import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { textWidth } from './axis'

interface BarPlotProps {
  figures: readonly { id: number; tick: string; value: number; label: string }[]
}

const rowHeight = 24

/** Lying bars from zero, each with its figure at its end: no axis to read, no legend to look up. */
export default function BarPlot({ figures }: BarPlotProps) {
  const data = figures.map((each) => ({ ...each }))
  // Room for the longest number after the longest bar, and for the longest name up to two lines of it.
  const right = textWidth(data.map((each) => each.label)) + 12
  const left = Math.min(176, Math.max(72, textWidth(data.map((each) => each.tick))))
  return (
    <ResponsiveContainer width="100%" height={data.length * rowHeight + 8}>
      <BarChart
        data={data}
        layout="vertical"
        margin={{ top: 4, right, bottom: 4, left: 0 }}
        barCategoryGap={4}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[(least: number) => Math.min(0, least), 'dataMax']} />
        <YAxis
          type="category"
          dataKey="tick"
          width={left}
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
