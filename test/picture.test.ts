import {join} from 'node:path'
import {expect, test} from 'vitest'
import {picture} from '../scripts/picture.ts'

test('the picture in the README is what the command prints', async () => {
  const svg = picture()
  expect(svg).toContain('no-placeholder')
  await expect(svg).toMatchFileSnapshot(join(import.meta.dirname, '../docs/run.svg'))
})
