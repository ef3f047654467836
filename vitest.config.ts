import {defineConfig} from 'vitest/config'
import {profilePlugin} from './scripts/profile-plugin.ts'

export default defineConfig({
  plugins: [profilePlugin()],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    coverage: {include: ['src/**', 'rules/**'], exclude: ['**/*.d.ts', '**/*.md']}
  }
})
