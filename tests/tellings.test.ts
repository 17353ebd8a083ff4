import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commands } from '../src/centre.ts';
import { tellings } from '../src/thread.ts';

test('每一种留痕都有一句人话', () => {
  const kinds = new Set(commands.map((command) => command.event));
  const door = path.resolve(import.meta.dirname, '../src/registers/identity');
  for (const file of readdirSync(door)) {
    for (const [, kind] of readFileSync(path.join(door, file), 'utf8').matchAll(/'(identity\.[a-z][A-Za-z]+(?:ed|On|Off|Out|In|Begun|Set))'/g)) kinds.add(kind!);
  }
  const untold = [...kinds].filter((kind) => !tellings[kind] && !commands.some((command) => command.name === kind));
  expect(untold).toEqual([]);
});
