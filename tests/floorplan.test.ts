import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { beforeAll, describe, expect, test } from 'vitest';
import { floorplan } from '../floorplan.ts';
import { importRules } from '../tools/importRules.ts';

const root = path.resolve(import.meta.dirname, '..');
const { forbidden, options } = importRules();

async function look(folders: string[], baseDir = root, rules = forbidden): Promise<ICruiseResult> {
  const found = await cruise(folders, { ...options, baseDir, validate: true, ruleSet: { forbidden: rules } } as never);
  return found.output as ICruiseResult;
}
/** A small house in which every wall is walked into once, and what the checker must say about it. */
const crookedHouse = {
  'src/centre.ts': "import './desks/index.ts';\nexport {};",
  'src/desks/index.ts': "import './intake/index.ts';\nexport {};",
  'src/desks/intake/index.ts':
    "import '../triage/index.ts';\nimport '../../centre.ts';\nimport '../../../tools/draw.ts';\nexport {};",
  'src/desks/triage/index.ts': 'export {};',
  'src/support/ledger/index.ts': "import '../../desks/index.ts';\nimport '../../desks/triage/index.ts';\nexport {};",
  'src/ground/ids/index.ts': "import '../clock/index.ts';\nexport {};",
  'src/ground/clock/index.ts': "import '../ids/index.ts';\nexport {};",
  'src/ground/ui/index.ts': "import '../ids/index.ts';\nexport {};",
  'law/index.ts': "import '../src/ground/ids/index.ts';\nexport {};",
  'tools/draw.ts': 'export {};',
};
const crookedFindings = [
  'browser-stays-in-the-browser: src/ground/ui/index.ts → src/ground/ids/index.ts',
  'circle-in-ground: src/ground/clock/index.ts → src/ground/ids/index.ts',
  'law-is-data: law/index.ts → src/ground/ids/index.ts',
  'lists-for-the-assembly: src/support/ledger/index.ts → src/desks/index.ts',
  'sideways-in-desks: src/desks/intake/index.ts → src/desks/triage/index.ts',
  'the-house-stands-alone: src/desks/intake/index.ts → tools/draw.ts',
  'up-from-desks: src/desks/intake/index.ts → src/centre.ts',
  'up-from-support: src/support/ledger/index.ts → src/desks/triage/index.ts',
];

const said = ({ summary }: ICruiseResult) =>
  summary.violations.map(({ rule, from, to }) => `${rule.name.replace(/-\d+$/, '')}: ${from} → ${to}`).sort();

async function foldersOf(folder: string): Promise<string[]> {
  const all = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
  return all.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
async function filesUnder(folder: string): Promise<string[]> {
  const all = await readdir(path.join(root, folder), { withFileTypes: true, recursive: true }).catch(() => []);
  return all.filter((entry) => entry.isFile()).map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

async function inHouse(files: Record<string, string>, run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'house-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('import direction', () => {
  let house: ICruiseResult;
  beforeAll(async () => {
    house = await look(['src', 'law']);
  });

  test('the checker saw the house, and followed its imports', () => {
    const own = house.modules.filter(({ source }) => /^(src|law)\//.test(source));
    expect(own.length).toBeGreaterThan(100);
    expect(house.summary.totalDependenciesCruised).toBeGreaterThan(300);
    expect(
      own.flatMap(({ dependencies }) => dependencies).filter(({ resolved }) => /^src\/ground\//.test(resolved)).length,
    ).toBeGreaterThan(50);
  });

  test('imports go down a storey, never up, never to a neighbour room; law imports nothing', () => {
    expect(said(house)).toEqual([]);
  });

  test('each wall stops somebody who walks into it', async () => {
    await inHouse(crookedHouse, async (house) => expect(said(await look(['src', 'law'], house))).toEqual(crookedFindings));
  });

  test('a storey on two rows: the upper rooms lean on the lower, never back', async () => {
    const rows = [
      { storey: 'registers', rooms: ['matters'] },
      { storey: 'registers', rooms: ['parties', 'places'] },
    ];
    const { forbidden: split } = importRules(rows);
    const files = {
      'src/registers/matters/index.ts': "import '../parties/index.ts';\nexport {};",
      'src/registers/parties/index.ts': "import '../places/index.ts';\nexport {};",
      'src/registers/places/index.ts': "import '../matters/index.ts';\nexport {};",
    };
    await inHouse(files, async (house) =>
      expect(said(await look(['src'], house, split))).toEqual([
        'sideways-in-registers: src/registers/parties/index.ts → src/registers/places/index.ts',
        'up-from-registers: src/registers/places/index.ts → src/registers/matters/index.ts',
      ]),
    );
  });
});

describe('rooms', () => {
  const storeys = [...new Set(floorplan.map(({ storey }) => storey))];

  test.each(storeys)('the rooms of %s are the folders that are there', async (storey) => {
    const listed = floorplan.filter((row) => row.storey === storey).flatMap((row): readonly string[] => row.rooms);
    expect([...listed].sort()).toEqual((await foldersOf(`src/${storey}`)).sort());
  });

  test('no storey is unlisted', async () => {
    for (const folder of await foldersOf('src')) expect(storeys).toContain(folder);
  });

  test.each(floorplan.flatMap(({ storey, rooms }) => rooms.map((room) => `src/${storey}/${room}`)))(
    '%s is lived in and says whom it serves',
    async (room) => {
      const files = await filesUnder(room);
      expect(files.filter((file) => /\.tsx?$/.test(file)).length).toBeGreaterThan(0);
      expect(files).toContain(`${room}/README.md`);
      expect((await readFile(path.join(root, room, 'README.md'), 'utf8')).length).toBeGreaterThan(300);
    },
  );
});

describe('names', () => {
  const parts = ['src', 'law', 'counties', 'stories', 'tests', 'tools', 'benchmarks'];

  test('no folder or file for what found no place', async () => {
    const files = (await Promise.all(parts.map(filesUnder))).flat();
    expect(files.length).toBeGreaterThan(150);
    expect(files.filter((file) => /(^|\/)(utils?|common|shared|helpers?|misc)(\/|\.[jt]sx?$)/i.test(file))).toEqual([]);
  });

  test('nothing is called Manager, Helper or Impl', async () => {
    const files = (await Promise.all(parts.map(filesUnder))).flat().filter((file) => /\.tsx?$/.test(file));
    const bad = /\b(?:class|interface|type|function|const)\s+\w*(?:Manager|Helper|Impl)(?=[A-Z\d_]|\b)\w*/g;
    const found = await Promise.all(
      files.map(async (file) =>
        ((await readFile(path.join(root, file), 'utf8')).match(bad) ?? []).map((hit) => `${file}: ${hit}`),
      ),
    );
    expect(found.flat()).toEqual([]);
    expect(`class Case${'Manager'} {}`.match(bad)).toHaveLength(1);
  });
});
