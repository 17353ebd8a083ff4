import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawings } from './drawings.ts';

/** Writes everything that is drawn from the code. A test compares, so that nothing drawn is ever wrong. */
const root = path.resolve(import.meta.dirname, '..');
for (const [file, text] of Object.entries(await drawings())) {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}
