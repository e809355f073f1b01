import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskInspect } from './mask.ts'
import { maskText } from './mask-text.ts'

const hex = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length }).map((d) => d.join(''))

/** A secret as people choose them: no blanks, recognisable in any output. */
const secret = fc
  .array(fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNP23456789!#%^*_+./@$~:'), {
    minLength: 4,
    maxLength: 30,
  })
  .map((letters) => `zQ${letters.join('')}9X`)

const secretName = fc.constantFrom(
  'DB_PASSWORD',
  'MYSQL_ROOT_PASSWORD',
  'PGPASSWORD',
  'API_TOKEN',
  'apiKey',
  'AWS_SECRET_ACCESS_KEY',
  'private-key',
  'client_secret',
  'BASIC_AUTH',
  'session.cookie',
  'SENTRY_DSN',
  'credentials',
  'redis_passwd',
  'ConnectionString',
  'traefik.http.middlewares.x.basicauth.users',
  'com.example.admin-password',
  'TS_AUTHKEY',
  'MASTERKEY',
  'SMTP_PW',
  'ROOTPW',
  'WIFI_PSK',
  'UserPwd',
)

const container = (parts: { env?: string[]; labels?: Record<string, string>; cmd?: string[]; path?: string }) => ({
  Id: 'f'.repeat(64),
  Path: parts.path ?? 'sh',
  Args: parts.cmd ?? [],
  Config: {
    Env: parts.env ?? [],
    Labels: parts.labels ?? {},
    Cmd: parts.cmd ?? [],
    Entrypoint: parts.path ? [parts.path] : null,
    Healthcheck: { Test: ['CMD', ...(parts.path ? [parts.path] : []), ...(parts.cmd ?? [])] },
  },
})

const textOf = (json: unknown) => JSON.stringify(maskInspect(json))

describe('a planted secret never survives', () => {
  it('in env', () =>
    fc.assert(
      fc.property(
        secretName,
        secret,
        (name, value) => !textOf(container({ env: [`${name}=${value}`] })).includes(value),
      ),
    ))

  it('in labels', () =>
    fc.assert(
      fc.property(
        secretName,
        secret,
        (name, value) => !textOf(container({ labels: { [name]: value, other: `${name}=${value}` } })).includes(value),
      ),
    ))

  it('in args, as a flag of its own, with an equals sign, and in a shell line', () =>
    fc.assert(
      fc.property(secretName, secret, (name, value) => {
        const flag = `--${name}`
        const lists = [
          [flag, value],
          [`${flag}=${value}`],
          ['-c', `run ${flag} '${value}' && true`],
          ['-c', `${name}=${value} run`],
        ]
        return lists.every((cmd) => !textOf(container({ cmd })).includes(value))
      }),
    ))

  it('in the short flags of known programs', () => {
    const planted = 'zQhunter29X'
    const commands: [string, string[]][] = [
      ['mysql', ['-uroot', `-p${planted}`]],
      ['/usr/bin/mysqldump', [`-p${planted}`, 'shop']],
      ['redis-cli', ['-a', planted, 'ping']],
      ['sshpass', ['-p', planted, 'ssh', 'host']],
      ['curl', ['-u', `admin:${planted}`, 'http://web']],
      ['sh', ['-c', `mysqladmin ping -h localhost -p${planted} || exit 1`]],
      ['sh', ['-c', `su app -c 'redis-cli -a ${planted} ping'`]],
      ['sh', ['-c', `bash -c "mysqladmin ping -p${planted}" || exit 1`]],
      ['sh', ['-c', `redis-server --requirepass "${planted}"`]],
      ['curl', ['-sSfu', `admin:${planted}`, 'http://web']],
      ['curl', ['--user', `admin:${planted}`, 'http://web']],
      ['http', ['-a', `admin:${planted}`, 'http://web']],
      ['curl', ['-H', `Authorization: token ${planted}`, 'http://web']],
      ['curl', ['-H', `Cookie: theme=dark; sid=${planted}`, 'http://web']],
      ['sh', ['-c', `curl -H "Authorization: ApiKey ${planted}" http://web`]],
      ['curl', ['-H', `X-Api-Key: ${planted}`, 'http://web']],
      ['curl', ['-H', `Authorization: Bearer ${planted}`, 'http://web']],
      ['java', [`-Dspring.datasource.password=${planted}`, '-jar', 'x.jar']],
      ['app', ['--set', `auth.password=${planted}`]],
    ]
    for (const [path, cmd] of commands) expect(textOf(container({ path, cmd })), cmd.join(' ')).not.toContain(planted)
  })
})

describe('of a service', () => {
  const planted = 'zQhunter29X'
  const specOf = (spec: Record<string, unknown>) => ({ Spec: { TaskTemplate: { ContainerSpec: spec } } })

  it('hides what its command, its environment, its labels and its errors hold', () => {
    for (const json of [
      specOf({ Command: ['mysql'], Args: ['-uroot', `-p${planted}`] }),
      specOf({ Args: ['app', '--password', planted] }),
      specOf({ Env: [`DB_PASSWORD=${planted}`], Labels: { 'admin.password': planted } }),
      { Spec: { Labels: { 'com.example.api-token': planted } } },
      { Status: { State: 'failed', Message: 'started', Err: `starting failed: app --password ${planted}` } },
      { Description: { Engine: { Labels: { password: planted } } } },
    ])
      expect(textOf(json)).not.toContain(planted)
  })

  it('keeps which secrets and configs it uses', () => {
    const json = specOf({
      Secrets: [{ File: { Name: 'db_password', UID: '0' }, SecretID: 'vwyb6xw4pa5vjf56zohhnjiam', SecretName: 'db' }],
      Configs: [{ File: { Name: '/etc/web.conf' }, ConfigID: 'tjaai81fy511ipuv1tbh6hebc', ConfigName: 'web_conf' }],
    })
    expect(maskInspect(json)).toEqual(json)
  })
})

describe('shapes', () => {
  const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----'
  it.each([
    ['an AWS key', 'AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
    ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'eyJzdWIiOiIxIn0'],
    ['a PEM block', pem, 'MIIEow'],
    ['a password in an URL', 'postgres://shop:zQp@ss/w9X@db:5432/shop', 'zQp@ss/w9X'],
    ['a password alone in an URL', 'redis://:zQ49X@cache:6379', 'zQ49X'],
    ['a token as user of an URL', 'https://ghp_abcdefghijklmnop1234@github.com/x', 'ghp_abcdefghijklmnop1234'],
    ['a Go data source', 'shop:zQ49X@tcp(db:3306)/shop', 'zQ49X'],
    ['a connection string', 'Server=db;User Id=sa;Password=zQ four 9X;Encrypt=yes', 'four 9X'],
    ['a connection string that begins with it', 'Password=zQ four 9X;Server=db', 'four 9X'],
    ['JSON', '{"user":"a","password":"zQ49X"}', 'zQ49X'],
    ['JSON in JSON', '{"x":"{\\"password\\":\\"zQ49X\\"}"}', 'zQ49X'],
    ['a second one in JSON', '{"db":{"pass":"aQ19X","pwd":"zQ49X"}}', 'zQ49X'],
    ['an ODBC source', 'Driver={SQL};Server=db;Uid=sa;Pwd=zQ49X;', 'zQ49X'],
    ['an ODBC source in capitals', 'DRIVER=SQL;UID=sa;PWD=zQ49X', 'zQ49X'],
    ['a Slack hook', 'https://hooks.slack.com/services/T00000000/B00000000/zQxyzzyplugh9X', 'zQxyzzyplugh9X'],
    ['a Discord hook', 'https://discord.com/api/webhooks/1234567890/zQxyzzy-plugh_9X', 'zQxyzzy-plugh_9X'],
    ['a Slack app token', 'xapp-1-A0123456789-0123456789012-0123456789abcdef', '0123456789abcdef'],
    ['a Stripe hook secret', 'whsec_abcdefghijklmnopqrst', 'abcdefghijklmnopqrst'],
    ['a Stripe key', 'rk_live_abcdefgh12345678', 'abcdefgh12345678'],
    ['an OpenAI key', 'sk-proj-Abcdefghijklmnop1234', 'Abcdefghijklmnop1234'],
    ['a Docker Hub token', 'dckr_pat_abcdefghijklmnop', 'abcdefghijklmnop'],
    ['a Telegram token', '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', 'HdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'],
    ['an Azure signature', 'https://x.blob.example/c?sv=2020&sig=abcd%2Fefg%3D', 'abcd%2Fefg'],
    ['JSON with a quote in it', '{"password":"aQ1\\"zQ49X","user":"a"}', 'zQ49X'],
    ['JSON in JSON with a quote in it', '{"x":"{\\"password\\":\\"aQ1\\\\\\"zQ49X\\"}"}', 'zQ49X'],
    ['a bcrypt hash', 'admin:$2y$05$abcdefghijklmnopqrstuv', '$2y$05$abcdefghijklmnopqrstuv'],
    ['a long random word', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '9f86d081884c7d65'],
  ])('%s is masked under a harmless name', (_, value, planted) => {
    expect(textOf(container({ env: [`SETTING=${value}`] }))).not.toContain(planted)
  })

  it('keeps what stands around the secret', () => {
    expect(maskText('postgres://shop:hunter2@db:5432/shop')).toBe('postgres://shop:‹masked›@db:5432/shop')
    expect(maskText('{"password":"a\\"b","user":"c"}')).toBe('{"password":"‹masked›","user":"c"}')
    expect(maskText('{\\"password\\":\\"a\\",\\"user\\":\\"c\\"}')).toBe(
      '{\\"password\\":\\"‹masked›\\",\\"user\\":\\"c\\"}',
    )
    expect(maskText('http://web:8080/a@b')).toBe('http://web:8080/a@b')
    expect(maskText('mysqladmin ping -psecret || exit 1')).toBe('mysqladmin ping -p‹masked› || exit 1')
  })
})

describe('what is no secret survives', () => {
  it('ids, digests, MACs, addresses, paths and sandbox keys', () =>
    fc.assert(
      fc.property(hex(64), hex(64), hex(12), (id, digest, short) => {
        const json = {
          Id: id,
          Image: `sha256:${digest}`,
          ResolvConfPath: `/var/lib/docker/containers/${id}/resolv.conf`,
          HostConfig: { Binds: ['secret-data:/run/secrets:ro', '/etc/token:/token'], NetworkMode: `container:${id}` },
          Mounts: [{ Source: '/srv/password', Destination: '/run/secrets/password' }],
          Config: {
            Image: `registry.example/app@sha256:${digest}`,
            Hostname: short,
            Env: [
              'PATH=/usr/local/sbin:/usr/local/bin',
              `GIT_COMMIT=${digest}`,
              'DB_PASSWORD_FILE=/run/secrets/db',
              'LOG_LEVEL=info',
              'PWD=/srv/app',
              'OLDPWD=/srv',
              'FONT_MONKEY=no',
            ],
            Labels: {
              'com.docker.compose.config-hash': digest,
              'com.docker.swarm.task.id': 'k2n3r5w8q1x9z7v4b6m0c2d3f',
              maintainer: 'a <a@example>',
            },
            Cmd: ['nginx', '-g', 'daemon off;'],
          },
          NetworkSettings: {
            SandboxID: digest,
            SandboxKey: `/var/run/docker/netns/${short}`,
            Networks: {
              npm_nginx_proxy_manager_default: {
                Aliases: ['sk-frontend-service-blue-1', 'pypi-mirror-internal-cache'],
              },
              secret: { NetworkID: id, EndpointID: digest, MacAddress: '02:42:ac:11:00:02', IPAddress: '172.17.0.2' },
            },
          },
        }
        expect(maskInspect(json)).toEqual(json)
      }),
    ))
})

describe('masking', () => {
  it('is idempotent', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), secret), secretName, (text, name) => {
        const once = maskInspect(
          container({
            env: [`A=${text}`, `${name} ${text}`],
            labels: { a: text },
            cmd: ['sh', '-c', text, name, text],
          }),
        )
        expect(maskInspect(once)).toEqual(once)
      }),
      { numRuns: 2_000 },
    ))

  it('keeps keys, order and everything that is no text', () => {
    const json = { Labels: { ['__proto__']: 'x', b: '1' }, State: { Pid: 3, Running: true, Health: null } }
    expect(JSON.stringify(maskInspect(json))).toBe(JSON.stringify(json))
  })

  it('takes an answer that is nested without end', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)
    expect(JSON.stringify(maskInspect({ State: { Running: true }, deep }))).toMatch(
      /^\{"State":\{"Running":true\},"deep":/,
    )
  })

  it('takes time in proportion to a hostile text', () => {
    const started = process.cpuUsage()
    const words = [
      'a://b:',
      '"\\',
      'eyJaaaaa.',
      '-eyJ',
      'token=a,',
      '-----BEGIN PRIVATE KEY',
      'mysql ',
      'a',
      '\\',
      'x.',
      'token="',
      'x=',
      ';x=',
      `'"`,
      `"' `,
      'token="\\"',
      'sk-',
      'sk-a1',
      'Cookie: a=',
      '?sig=',
      '1:AA',
      'curl ',
    ]
    for (const word of words) maskText(word.repeat(50_000))
    const { user, system } = process.cpuUsage(started)
    // Of the processor, which does not grow with what else the machine does.
    expect((user + system) / 1_000).toBeLessThan(5_000)
  })
})
