import { describe, expect, test, beforeAll } from 'vitest'
import { testApp, testCtx, type TestApp, type TestCtx } from '#test/lab'
import { pictureIn } from './brand/domain.ts'
import { handleFrom } from './domain-handles.ts'
import { accentStyle } from '../../public/style.ts'

let ctx: TestCtx
let app: TestApp

beforeAll(async () => {
  ctx = await testCtx({ name: 'Tea' })
  app = await testApp(ctx)
})

describe('several shops', () => {
  const settings = {
    name: 'Café Ünal',
    language: 'en',
    timeZone: 'Europe/London',
    currency: 'GBP',
    moneyDisplay: 'toman',
    calendar: 'gregorian',
    weekStart: 1,
  }

  test('are added by whoever runs the installation, who owns them; two of the same name at once have two addresses', async () => {
    expect((await app.as('owner').post('/api/workspaces', settings)).status).toBe(403)
    const made = await Promise.all([1, 2].map(() => app.as('operator').post('/api/workspaces', settings)))
    expect(made.map(({ status }) => status)).toEqual([201, 201])
    expect(made.map(({ body }) => String(body.handle)).toSorted()).toEqual(['cafe-unal', 'cafe-unal-2'])
    const session = await app.as('operator').get('/api/session', { 'x-workspace': 'cafe-unal-2' })
    expect(session.body).toMatchObject({ role: 'owner', workspace: { handle: 'cafe-unal-2' } })
    expect(session.body.workspaces).toHaveLength(3)
    expect((await app.as('owner').get('/api/session', { 'x-workspace': 'cafe-unal' })).status).toBe(404)
  })

  test('keep the addresses that they had: old links still open, and nobody else gets them', async () => {
    const before = (await app.as('owner').get('/api/workspace')).body
    expect((await app.as('owner').put('/api/workspace', { ...before, handle: 'tea-house' })).body.handle).toBe('tea-house')
    expect((await app.as('owner').get('/api/session', { 'x-workspace': before.handle })).body.workspace.handle).toBe('tea-house')
    const other = (await app.otherWorkspace()).as('owner')
    const theirs = (await other.get('/api/workspace')).body
    for (const handle of [before.handle, 'tea-house'])
      expect((await other.put('/api/workspace', { ...theirs, handle })).body.error.code).toBe('workspaces.handle_taken')
    expect((await app.as('owner').put('/api/workspace', { ...before, handle: before.handle })).status).toBe(200)
    for (const handle of ['Tea', 'tea house', '1tea', 't', '-tea'])
      expect((await app.as('owner').put('/api/workspace', { ...before, handle })).status).toBe(400)
  })

  test('a name in any language gives a word for addresses', () => {
    expect(['فروشگاه نمونه', '1001 Nacht!', '日本', 'Ærø & Söhne GmbH'].map(handleFrom)).toEqual([
      'froshgah-nmonh',
      'nacht',
      'shop',
      'r-sohne-gmbh',
    ])
  })
})

describe('the looks of a shop', () => {
  const png = (width: number, height: number) => {
    const bytes = Buffer.alloc(40)
    bytes.write('\u0089PNG\r\n\u001a\n', 'latin1')
    bytes.write('IHDR', 12, 'latin1')
    bytes.writeUInt32BE(width, 16)
    bytes.writeUInt32BE(height, 20)
    return bytes
  }

  test('a logo is what its bytes say it is, whatever it is called', () => {
    expect(pictureIn(png(64, 32))).toEqual({ type: 'image/png', width: 64, height: 32 })
    expect(pictureIn(png(64, 5000))).toBe('workspaces-brand.logo_pixels')
    expect(pictureIn(png(0, 5))).toBe('workspaces-brand.logo_broken')
    expect(pictureIn(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))).toBe('workspaces-brand.logo_svg')
    expect(pictureIn(Buffer.from('<!doctype html>'))).toBe('workspaces-brand.logo_type')
    const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1, 0, 0, 0, 0])
    expect(pictureIn(jpeg)).toEqual({ type: 'image/jpeg', width: 30, height: 20 })
    expect(pictureIn(jpeg.subarray(0, 8))).toBe('workspaces-brand.logo_broken')
  })

  test('a logo has an address of its own, for anybody, as a picture and nothing else', async () => {
    const saved = await app.as('manager').upload('/api/workspace/logo', 'evil.html', png(64, 32))
    expect(saved.status).toBe(200)
    const address = `/p/logo/${ctx.workspace.id}/${saved.body.logo}`
    const shown = await app.anonymous().get(address)
    expect([shown.status, shown.headers['content-type'], shown.headers['x-content-type-options']]).toEqual([200, 'image/png', 'nosniff'])
    expect(shown.headers['cache-control']).toContain('immutable')
    expect((await app.as('viewer').get('/api/session')).body.workspace.logo).toBe(saved.body.logo)
    expect((await app.as('marketer').upload('/api/workspace/logo', 'a.png', png(1, 1))).status).toBe(403)
    expect((await app.as('owner').upload('/api/workspace/logo', 'a.png', Buffer.alloc(600_000))).status).toBe(413)
    expect((await app.as('owner').delete('/api/workspace/logo')).status).toBe(204)
    expect((await app.anonymous().get(address)).status).toBe(404)
  })

  test('a colour that could not be read is used in a shade that can', () => {
    expect(accentStyle('#ffd400')).toMatch(/^:root\{--accent:#(?!ffd400)[0-9a-f]{6};--on:#ffffff\}.*--accent:#ffd400;--on:#000000/)
  })
})
