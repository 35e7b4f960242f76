import formatCompiled from 'use-intl/format-message/format-only'

/** The formatter of compiled messages for pages and tests. An empty message is an empty text, which the library's own takes for a list. */
export default function formatMessage(...asked: Parameters<typeof formatCompiled>): ReturnType<typeof formatCompiled> {
  const said = formatCompiled(...asked)
  return Array.isArray(said) && said.length === 0 ? '' : said
}

// Without the parser there is no t.raw.
formatMessage.raw = false
