#!/usr/bin/env node
/** The one command. On a fresh clone it installs and builds first; nothing but Node and the npm registry is needed. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { prepare } from './prepare.mjs';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
await prepare(root, { web: process.argv[2] === 'start' });
const child = spawn(process.execPath, [path.join(root, 'dist/jiefen.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// A signal to the group reaches the child by itself; this passes on one that was sent to us alone.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
