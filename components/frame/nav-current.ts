/** The entry whose address is the longest that the path stands under; "/" is only itself. */
export function currentHref(path: string, hrefs: readonly string[]): string | null {
  let best: string | null = null
  for (const href of hrefs) {
    const under = path === href || (href !== '/' && path.startsWith(`${href}/`))
    if (under && (best === null || href.length > best.length)) best = href
  }
  return best
}
