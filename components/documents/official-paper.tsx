import type { Block, DocumentTable, OfficialDocument, Text } from '@/server/documents/model/rules'
import { unglued } from '@/server/documents/text/rules'
import './official-paper.css'

/** An official document on the screen, of the same blocks as its files: to be read, and to be printed as it stands. */
export function OfficialPaper({ document }: { document: OfficialDocument }) {
  return (
    <article lang={document.language} className="official">
      {document.sections.map(({ orientation, blocks }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document is drawn once, its parts have no names
        <div key={i} className="official-sheet" data-orientation={orientation}>
          {blocks.map((block, j) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <PaperBlock key={j} block={block} />
          ))}
        </div>
      ))}
    </article>
  )
}

function PaperBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case 'mark':
      return <p className="official-mark">{block.text}</p>
    case 'heading':
      return (
        <header className="official-head">
          <div>
            {block.superior.map((line) => (
              <p key={line}>{unglued(line)}</p>
            ))}
            {block.issuer.map((line) => (
              <p key={line} className="official-strong">
                {unglued(line)}
              </p>
            ))}
            <p className="official-rule" aria-hidden />
          </div>
          <div>
            <p className="official-nation">{block.nation}</p>
            <p className="official-strong">{block.motto}</p>
            <p className="official-rule-wide" aria-hidden />
          </div>
          <div>
            <p>{block.number}</p>
            {block.about ? <p>{block.about}</p> : null}
          </div>
          <p className="official-place">{unglued(block.place)}</p>
        </header>
      )
    case 'title':
      return (
        <>
          <h2 className="official-title">{block.name}</h2>
          {block.subject ? <p className="official-subject">{block.subject}</p> : null}
          <p className="official-rule" aria-hidden />
        </>
      )
    case 'addressees':
      return (
        <p className="official-addressees">
          {block.label} {block.names.join(' ')}
        </p>
      )
    case 'authority':
      return <p className="official-title">{block.text}</p>
    case 'grounds':
      return block.lines.map((line) => (
        <p key={line} className="official-text official-ground">
          {unglued(line)}
        </p>
      ))
    case 'part':
      return <h3 className="official-part">{block.text}</h3>
    case 'paragraph':
      return <p className="official-text">{runsOf(block.text)}</p>
    case 'article':
      return (
        <p className="official-text">
          <strong>{block.label}</strong> {runsOf(block.text)}
        </p>
      )
    case 'list':
      return block.items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two items may say the same
        <p key={i} className="official-text">
          {item.sign} {runsOf(item.text)}
        </p>
      ))
    case 'table':
      return <PaperTable table={block} />
    case 'note':
      return <p className="official-note">{block.text}</p>
    case 'closing':
      return (
        <footer className="official-foot">
          <div className="official-receivers">
            <p className="official-label">{block.label}</p>
            {block.recipients.map((line) => (
              <p key={line}>{unglued(line)}</p>
            ))}
          </div>
          <div className="official-signature">
            {block.signing.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {block.name ? <p className="official-name">{block.name}</p> : null}
          </div>
        </footer>
      )
    case 'appendixTitle':
      return (
        <>
          <h2 className="official-title">{block.label}</h2>
          <p className="official-subject">{unglued(block.title)}</p>
          <p className="official-reference">{unglued(block.reference)}</p>
          <p className="official-rule" aria-hidden />
        </>
      )
  }
}

const runsOf = (text: Text) =>
  typeof text === 'string'
    ? unglued(text)
    : text.map((each, i) => {
        if (typeof each === 'string') return unglued(each)
        const said = unglued(each.text)
        const key = `${i} ${said}`
        if (each.bold) return <strong key={key}>{said}</strong>
        return each.italic ? <em key={key}>{said}</em> : said
      })

type Rows = { group: string | null; rows: (readonly string[])[] }

/** Rows under the group that they stand below. */
function groupsOf({ rows }: DocumentTable): Rows[] {
  const groups: Rows[] = []
  for (const row of rows) {
    if ('group' in row) groups.push({ group: row.group, rows: [] })
    else if (groups.length > 0) groups.at(-1)?.rows.push(row.cells)
    else groups.push({ group: null, rows: [row.cells] })
  }
  return groups
}

function PaperTable({ table }: { table: DocumentTable }) {
  const total = table.columns.reduce((sum, { width }) => sum + width, 0)
  return (
    <table className="official-table">
      <colgroup>
        {table.columns.map(({ header, width }) => (
          <col key={header} style={{ width: `${(100 * width) / total}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {table.columns.map(({ header }) => (
            <th key={header} scope="col">
              {unglued(header)}
            </th>
          ))}
        </tr>
      </thead>
      {groupsOf(table).map(({ group, rows }) => (
        <tbody key={group}>
          {group === null ? null : (
            <tr>
              <th scope="rowgroup" colSpan={table.columns.length}>
                {unglued(group)}
              </th>
            </tr>
          )}
          {rows.map((cells, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their place alone
            <tr key={i}>
              {table.columns.map(({ header, align }, j) => (
                <td key={header} data-align={align}>
                  {unglued(cells[j] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
