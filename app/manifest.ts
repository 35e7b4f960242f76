import type { MetadataRoute } from 'next'
import { getTranslations } from 'next-intl/server'

/** Whoever wants the log on the home screen can have it there; nothing asks him to. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations('common')
  return {
    id: '/log',
    name: t('product'),
    short_name: t('product'),
    description: t('productLine'),
    start_url: '/log',
    scope: '/',
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#123f8c',
    icons: [
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
