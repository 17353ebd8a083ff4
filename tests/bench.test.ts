import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verb } from './faults/house.fixture.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As small as they go: that every bench runs and ends with its line of figures, never how fast. */
test.each([
  [
    'intake',
    ['--seconds', '1', '--rounds', '1', '--connections', '4'],
    ['ratio', 'cpuPrice', 'tail', 'requestsPerSecond', 'memoryUnderLoad'],
  ],
  ['search', ['--upto', '10000', '--words', '20'], ['rows', 'recall', 'p50Ms', 'p99Ms']],
  ['ledger', ['--events', '500'], ['rows', 'writtenPerSecond', 'sequencedPerSecond', 'bytesPerEvent', 'seconds']],
])(
  'bench %s',
  async (name, flags, figures) => {
    const { code, said, json } = await verb(folder, 'bench', name, ...flags);
    expect(code, said).toBe(0);
    expect(json).toMatchObject({ bench: name });
    for (const figure of figures) expect(json[figure], figure).toEqual(expect.any(Number));
  },
  120_000,
);
