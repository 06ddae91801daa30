// The import rules of the house: which folder may read which (engine/README.md tells why).
const stages = [
  'kernel',
  'store',
  'geography',
  'registers',
  'linkage',
  'population',
  'indicators',
  'estimation',
  'assistance',
  'simulation',
  'layers',
];
const ban = (name, from, to) => ({ name, severity: 'error', from, to });

module.exports = {
  forbidden: [
    ban(
      'data-imports-nothing',
      { path: '^(geodata|models)/', pathNot: '\\.test\\.ts$' },
      { path: '^(engine|web|notebooks)/' },
    ),
    ban('engine-knows-no-app', { path: '^engine/' }, { path: '^(web|notebooks)/' }),
    ban(
      'web-has-one-door',
      { path: '^web/', pathNot: '^web/(lib/server/twin\\.ts$|tests/)|\\.test\\.ts$' },
      { path: '^engine/', dependencyTypesNot: ['type-only'] },
    ),
    ban('the-door-is-index', { path: '^(web|notebooks)/' }, { path: '^engine/', pathNot: '^engine/index\\.ts$' }),
    ...stages
      .slice(0, -1)
      .map((stage, i) =>
        ban(
          `${stage}-looks-back-only`,
          { path: `^engine/${stage}/`, pathNot: '\\.test\\.ts$' },
          { path: `^engine/(${stages.slice(i + 1).join('|')})/` },
        ),
      ),
    ban(
      'stages-know-no-sample',
      { path: `^engine/(${stages.join('|')})/`, pathNot: '\\.test\\.ts$' },
      { path: '^engine/samples/' },
    ),
    ban('no-circles', {}, { circular: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.svelte-kit|data)/' },
  },
};
