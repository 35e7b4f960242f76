/**
 * Rows and columns of the clipboard. A quoted cell of Excel may hold line breaks and the separator itself; a quote that is
 * never closed is a sign like another, so that it swallows nothing.
 */
export function clipboardGrid(text: string, separator: '\t' | ';' = '\t'): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const clean = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
  const lastQuote = clean.lastIndexOf('"')
  for (let i = 0; i < clean.length; i++) {
    const char = clean[i]
    if (quoted && char === '"' && clean[i + 1] === '"') {
      cell += '"'
      i++
    } else if (quoted && char === '"') quoted = false
    else if (!quoted && char === '"' && cell === '' && i < lastQuote) quoted = true
    else if (!quoted && char === separator) {
      rows.at(-1)?.push(cell)
      cell = ''
    } else if (!quoted && char === '\n') {
      rows.at(-1)?.push(cell)
      rows.push([])
      cell = ''
    } else cell += char
  }
  rows.at(-1)?.push(cell)
  return rows
}
