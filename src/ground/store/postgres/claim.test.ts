import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { claimFolder } from './claim.ts';
import { at, inThrowAwayPlace } from './place.fixture.ts';
import { birthOf, numberSpace } from './process-birth.ts';

inThrowAwayPlace();

function leaveNote(text: string, secondsAgo: number): void {
  mkdirSync(at('claims'));
  writeFileSync(at('claims', 'earlier'), text);
  utimesSync(at('claims', 'earlier'), new Date(), new Date(Date.now() - secondsAgo * 1000));
}

const note = (pid: number, birth: string | undefined, space: string) => JSON.stringify({ pid, birth, space });

test('a note whose number was since given to another process counts as dead', async () => {
  leaveNote(note(process.ppid, 'another birth', numberSpace()), 0);
  (await claimFolder(at())).release();
  expect(readdirSync(at('claims'))).toEqual([]);
});

test('the note of a living process is respected and left where it is', async () => {
  leaveNote(note(process.ppid, birthOf(process.ppid), numberSpace()), 3600);
  await expect(claimFolder(at())).rejects.toMatchObject({
    code: 'folder-in-use',
    message: expect.stringContaining(String(process.ppid)),
  });
  expect(readdirSync(at('claims'))).toEqual(['earlier']);
});

test("another container's note holds while its heart beats and no longer", async () => {
  leaveNote(note(1, '1', 'elsewhere'), 13);
  const begun = Date.now();
  (await claimFolder(at())).release();
  expect(Date.now() - begun).toBeGreaterThan(1_000);
});

test('an old note that a power cut left empty blocks nobody', async () => {
  leaveNote('', 60);
  (await claimFolder(at())).release();
});
