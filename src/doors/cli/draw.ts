import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './house.ts';

/** Draws from the sources, not from the bundle: the drawings read the files themselves. */
export async function run(): Promise<number> {
  return (
    spawnSync(process.execPath, ['--import', 'tsx', path.join(root, 'tools/draw.ts')], { cwd: root, stdio: 'inherit' }).status ??
    1
  );
}
