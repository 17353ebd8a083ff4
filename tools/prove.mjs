#!/usr/bin/env node
/** `npm run prove -- NAME`: what takes longer than the suite allows. Prepares like `npm test`, then runs tools/proofs.ts. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { prepare } from './prepare.mjs';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
await prepare(root, { web: false });
const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'tools/proofs.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
