import map from '@svg-maps/vietnam'

const shape = ({ id, path }: { id: string; path: string }) => `<path id="${id}" d="${path}"/>`
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${map.viewBox}"><!-- @svg-maps/vietnam 2.0.0, CC BY 4.0 --><defs>${map.locations.map(shape).join('')}</defs></svg>`

/** The shapes of the map, once for every page that colours them; they change with the package alone. */
export function GET(): Response {
  return new Response(svg, {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=2592000' },
  })
}
