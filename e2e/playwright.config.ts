import { defineConfig } from '@playwright/test'
import { chromiumArguments, chromiumPath } from './browser'
import { baseUrl, widths } from './world'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  timeout: 60_000,
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'line',
  use: {
    baseURL: baseUrl,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    contextOptions: { reducedMotion: 'reduce' },
    // A third of the time of a story; E2E_TRACE=1 keeps what happened in one that fails.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: await chromiumPath(), args: chromiumArguments },
  },
  projects: [
    { name: 'desktop', use: { viewport: widths.desktop } },
    { name: 'phone', use: { viewport: widths.phone, hasTouch: true } },
  ],
  webServer: {
    command: 'exec node --import tsx e2e/server.ts',
    cwd: '..',
    url: `${baseUrl}/api/health`,
    reuseExistingServer: false,
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
})
