/** Who may import whom: DESIGN of the house as rules, each with its reason. Checked by `npm run rules` and by `lib/cli/import-rules.test.ts`. */
const only = (name, room, importers, comment) => ({
  name,
  comment,
  severity: 'error',
  from: {
    pathNot: [`^${room}/`, ...importers.map((importer) => `^${importer}`), '\\.test\\.tsx?$', '^bench/', '^e2e/'],
  },
  to: { path: `^${room}/` },
})

const outside = (name, modules, rooms, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(app|components|lib)/', pathNot: [...rooms.map((room) => `^${room}`), '\\.test\\.tsx?$'] },
  to: { path: modules },
})

export default {
  forbidden: [
    {
      name: 'model-imports-nothing',
      comment: 'The words of the house stand alone: only the schema library and each other.',
      severity: 'error',
      from: { path: '^lib/model/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^lib/model/', 'node_modules/zod/', 'node_modules/ipaddr\\.js/'] },
    },
    {
      name: 'lib-knows-no-page',
      comment: 'What is true of a network does not depend on how it is drawn.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'product-knows-no-test',
      comment: 'Nothing that ships needs the lab, the specs or the benches.',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: ['\\.test\\.tsx?$', '^lib/cli/test\\.js$'] },
      to: { path: '^(e2e|bench)/' },
    },
    only(
      'host-is-touched-by-few',
      'lib/host',
      ['lib/collect', 'lib/agent', 'lib/cli'],
      'Only the privileged side reaches the outside of a host.',
    ),
    only(
      'collect-runs-in-the-agent',
      'lib/collect',
      ['lib/agent', 'lib/cli'],
      'Answers become a view, masked, before anything leaves the agent.',
    ),
    only(
      'probe-is-sent-by-few',
      'lib/probe',
      ['lib/agent', 'lib/cli'],
      'Packets leave a host only from the side that has the right to send them.',
    ),
    only(
      'agent-is-a-process',
      'lib/agent',
      [],
      'The agent is started, never imported: a hole in the web gives no right.',
    ),
    only(
      'link-is-the-only-way-to-an-agent',
      'lib/link',
      ['lib/agent', 'lib/server', 'lib/cli'],
      'One protocol, one client.',
    ),
    only(
      'merge-is-for-askers',
      'lib/merge',
      ['lib/server', 'lib/cli'],
      'Views of hosts are united once, in the web process or the CLI.',
    ),
    only(
      'analyse-answers-askers',
      'lib/analyse',
      ['lib/ask', 'lib/server', 'lib/cli', 'components', 'lib/view'],
      'Pure questions over the topology.',
    ),
    only(
      'ask-is-for-askers',
      'lib/ask',
      ['lib/server', 'lib/cli'],
      'What a question has hosts do is the same from the page and from the command line.',
    ),
    only(
      'view-draws',
      'lib/view',
      ['lib/server', 'lib/cli', 'components', 'lib/api', 'app'],
      'The picture is a pure function that page, server and CLI share.',
    ),
    only(
      'api-is-the-border',
      'lib/api',
      ['app', 'components', 'lib/server', 'proxy', 'instrumentation'],
      'One contract between server and browser.',
    ),
    only(
      'server-is-put-together-once',
      'lib/server',
      ['app', 'proxy', 'instrumentation'],
      'Only doors open onto the server.',
    ),
    {
      name: 'analyse-and-view-are-pure',
      comment: 'They run in the server, the CLI and the browser alike.',
      severity: 'error',
      from: { path: '^lib/(analyse|view|merge)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'components-talk-through-api',
      comment: 'A component draws what it is given.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/(host|collect|agent|link|merge|server|cli)/' },
    },
    outside(
      'child-process-in-few-rooms',
      '^(node:)?child_process$',
      ['lib/host', 'lib/probe', 'lib/cli'],
      'Tools run from one closed list.',
    ),
    outside(
      'docker-client-in-host',
      'node_modules/(dockerode|docker-modem)/',
      ['lib/host'],
      'One wrapper, a closed list of GETs.',
    ),
    outside(
      'sockets-in-few-rooms',
      '^(node:)?(net|tls)$',
      ['lib/host', 'lib/probe', 'lib/agent', 'lib/link', 'lib/cli'],
      'Who dials is known.',
    ),
    {
      name: 'no-cycles',
      comment: 'Data walks one way.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere is a mistake.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '\\.next', 'dist'] },
    exclude: { path: ['\\.next/', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
