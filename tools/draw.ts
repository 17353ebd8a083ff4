import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawPolicy } from './drawings/policy.ts';
import { drawings } from './drawings.ts';

const root = path.resolve(import.meta.dirname, '..');

async function write(drawn: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(drawn)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
}

/** Writes everything that is drawn from the code. A test compares, so that nothing drawn is ever wrong. The stories play on a database that admits what the policy says: it is written first. */
await write(await drawPolicy());
await write(await drawings());
