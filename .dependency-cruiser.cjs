/** Who may import whom. The rooms are described in docs/architecture.md. */
const outside = (...rooms) => ({
  path: '^src-(main|renderer)/',
  pathNot: rooms.map((room) => `^src-main/${room}/`),
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'renderer-knows-only-the-contract',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-main/', pathNot: '^src-main/contract/' },
    },
    {
      name: 'contract-knows-nothing',
      severity: 'error',
      from: { path: '^src-main/contract/' },
      to: outside('contract'),
    },
    {
      name: 'audience-and-delivery-know-each-other-and-the-contract',
      severity: 'error',
      from: { path: '^src-main/(audience|delivery)/' },
      to: outside('audience', 'delivery', 'contract'),
    },
    {
      name: 'audience-and-contract-are-pure',
      comment: 'No I/O, no clock, no network: what they need is handed to them.',
      severity: 'error',
      from: { path: '^src-main/(audience|contract)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'delivery-has-no-network',
      severity: 'error',
      from: { path: '^src-main/delivery/' },
      to: {
        dependencyTypes: ['core'],
        path: '^(node:)?(http|https|http2|net|tls|dgram|child_process|worker_threads)$',
      },
    },
    {
      name: 'outer-rooms-know-nothing-of-the-application',
      severity: 'error',
      from: { path: '^src-main/(listrak|keychain|practice)/' },
      to: { path: '^src-main/(application|shell|headless|worker|main\\.ts|cli\\.ts)' },
    },
    {
      name: 'listrak-keychain-practice-do-not-lean-on-each-other',
      severity: 'error',
      from: { path: '^src-main/(listrak|keychain|practice)/' },
      to: { path: '^src-main/(listrak|keychain|practice)/', pathNot: '^src-main/$1/' },
    },
    {
      name: 'application-knows-no-window-and-no-thread',
      severity: 'error',
      from: { path: '^src-main/application/' },
      to: { path: '^src-main/(shell|headless|worker|main\\.ts|cli\\.ts|preload\\.ts)' },
    },
    {
      name: 'electron-only-in-the-shell',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/(main|preload)\\.ts$|^src-main/shell/' },
      to: { path: '^electron$|node_modules/electron/' },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^src-' },
      to: { path: '^test/', dependencyTypesNot: ['npm'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'src-main/tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    doNotFollow: { path: 'node_modules' },
  },
};
