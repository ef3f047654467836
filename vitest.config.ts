import {defineConfig} from 'vitest/config'
import {profilePlugin} from './scripts/profile-plugin.ts'

const results = 'coverage/tests.json'

export default defineConfig({
  plugins: [profilePlugin()],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    // Many repositories are removed at the end.
    hookTimeout: 60_000,
    reporters: process.env['CI'] ? ['default', ['json', {outputFile: results}]] : ['default'],
    coverage: {
      include: ['src/**', 'rules/**'],
      // What only runs in the built program is covered there, as a process.
      exclude: ['**/*.d.ts', '**/*.md', 'src/bin.ts', 'src/action-bin.ts'],
      thresholds: {statements: 90, branches: 85, functions: 90, lines: 90}
    }
  }
})
