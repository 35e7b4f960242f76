// Keeps one page, /log, with its scripts, styles and fonts, so that a team can write down what it did where there is no network.
// The page holds nothing of the server's; nothing else is ever kept.
const shelf = 'log-1'
const page = '/log'
const patience = 4000

/** Addresses of scripts, styles and fonts that a text names. */
const assetsIn = (text) => [...new Set(text.match(/\/_next\/static\/[\w\-./~%]+\.(?:js|css|woff2)/g) ?? [])]

/** Fetches the page with all it needs; only when everything is there does the new one take the place of the old one. */
async function keep() {
  const answer = await fetch(page, { cache: 'no-store', credentials: 'same-origin' })
  if (!answer.ok || answer.redirected) return
  const cache = await caches.open(shelf)
  const wanted = new Set(assetsIn(await answer.clone().text()))
  const seen = new Set()
  for (const address of wanted) {
    if (seen.has(address)) continue
    seen.add(address)
    let asset = await cache.match(address)
    if (!asset) {
      asset = await fetch(address)
      if (!asset.ok) return
      await cache.put(address, asset.clone())
    }
    // Styles name their fonts from where they lie themselves.
    if (address.endsWith('.css')) {
      for (const [, inner] of (await asset.text()).matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)) {
        wanted.add(new URL(inner, new URL(address, self.location.origin)).pathname)
      }
    }
  }
  await cache.put(page, answer)
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (pathname !== page && !wanted.has(pathname)) await cache.delete(request)
  }
}

/** The network's answer when it comes in time, else the kept page. */
async function open(request) {
  const { pathname } = new URL(request.url)
  const kept = await caches.match(page, { cacheName: shelf })
  if (pathname !== page) {
    return fetch(request).catch((error) => {
      if (kept) return Response.redirect(page)
      throw error
    })
  }
  if (!kept) return fetch(request)
  const late = new Promise((resolve) => setTimeout(() => resolve(kept.clone()), patience))
  // A broken server, and a broken one in between, are no network either.
  const answer = fetch(request).then((each) => (each.status >= 500 ? kept.clone() : each))
  return Promise.race([answer.catch(() => kept.clone()), late])
}

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()))
})
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})
self.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keep().catch(() => {}))
})
self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') return event.respondWith(open(request))
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin || !pathname.startsWith('/_next/static/')) return
  event.respondWith(caches.match(pathname, { cacheName: shelf }).then((kept) => kept ?? fetch(request)))
})
