'use client'

import { useId } from 'react'
import { cn } from '@/components/ui/cn'

interface SegmentsProps<Value extends string> {
  legend: string
  value: string
  options: readonly { value: Value; label: string; lang?: string }[]
  onChange: (value: Value) => void
}

/** A few choices side by side; radio buttons underneath, so that arrows and readers know them. */
export function Segments<Value extends string>({ legend, value, options, onChange }: SegmentsProps<Value>) {
  const name = useId()
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-muted text-xs">{legend}</legend>
      <div className="flex rounded-sm border border-line-strong">
        {options.map((option) => (
          <label
            key={option.value}
            lang={option.lang}
            className={cn(
              'relative flex min-h-9 flex-1 cursor-pointer items-center justify-center border-line-strong border-l px-2 text-center outline-focus outline-offset-2 first:border-l-0 focus-within:outline-2',
              value === option.value && 'bg-accent-soft font-semibold text-accent',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className="absolute inset-0 cursor-pointer appearance-none opacity-0"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
