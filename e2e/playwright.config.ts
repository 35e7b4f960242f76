import { defineConfig } from '@playwright/test'
import { chromiumArguments, chromiumPath } from './browser'
import { urlOf, widths } from './world'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // A slow machine is not a failure.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // One for each screen: the stories of a screen share its database, and follow each other.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'line',
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    contextOptions: { reducedMotion: 'reduce' },
    // A third of the time of a story; E2E_TRACE=1 keeps what happened in one that fails.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: await chromiumPath(), args: chromiumArguments },
  },
  projects: [
    // The log and the classes are kept on a phone, files, resolutions and maps looked at from a desk; every page is walked at both widths.
    {
      name: 'desktop',
      workers: 1,
      testIgnore: /(activities|training)\.spec/,
      use: { baseURL: urlOf('desktop'), viewport: widths.desktop },
    },
    {
      name: 'phone',
      workers: 1,
      testIgnore: /(roster-import|reorganisations|totals|territory)\.spec/,
      use: { baseURL: urlOf('phone'), viewport: widths.phone, hasTouch: true },
    },
  ],
  webServer: {
    command: 'exec node --import tsx e2e/server.ts',
    cwd: '..',
    // The last of the two to start.
    url: `${urlOf('phone')}/api/health`,
    reuseExistingServer: false,
    timeout: 600_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
})
