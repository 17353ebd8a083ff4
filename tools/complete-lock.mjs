#!/usr/bin/env node
/**
 * Adds to package-lock.json the optional binaries of other platforms that npm left out.
 *
 * A registry mirror that does not serve every platform makes npm drop those entries in silence; `npm ci` then stops
 * with EUSAGE, and people on the missing platforms would be left without binaries. Run after every install that
 * changes the lock:
 *
 *   node tools/complete-lock.mjs [package-lock.json]           writes the missing entries
 *   node tools/complete-lock.mjs --check [package-lock.json]   writes nothing, exits 1 when something is missing
 *
 * Entries carry no `resolved` and no `integrity`: npm asks the registry for both when such a platform installs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const exact = /^\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/;

/** `{ os?, cpu?, libc? }` as the name tells them; `siblings` are the other optional packages of the same parent. */
export function platformOf(name, siblings = []) {
  const words = name.split(/[/@-]/).map((word) => (word === 'windows' ? 'win32' : word));
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  const libc = os === 'linux' ? libcOf(name, siblings) : undefined;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }) };
}

/** A name without a word for its C library means glibc only where a musl twin stands beside it. */
function libcOf(name, siblings) {
  if (/-musl/.test(name)) return 'musl';
  if (/-gnu/.test(name) || siblings.includes(`${name}-musl`)) return 'glibc';
  return undefined;
}

/** `[{ parent, name, version, at }]` of every optional dependency the lock names but does not hold. */
export function missingFrom(lock) {
  return Object.entries(lock.packages).flatMap(([parent, entry]) =>
    Object.entries(entry.inBundle ? {} : (entry.optionalDependencies ?? {}))
      .filter(([name]) => !findFrom(lock, parent, name))
      .map(([name, range]) => ({ parent, name, version: versionFor(lock, parent, range), at: `node_modules/${name}` })),
  );
}

/** Node's own walk upwards: the parent's folder first, then every folder above it. */
function findFrom(lock, parent, name) {
  const found = lock.packages[`${parent ? `${parent}/` : ''}node_modules/${name}`];
  if (found || parent === '') return found;
  return findFrom(lock, parent.slice(0, Math.max(0, parent.lastIndexOf('/node_modules/'))), name);
}

/** Binaries are published together with their parent: a caret range is met by the parent's own version. */
function versionFor(lock, parent, range) {
  if (exact.test(range)) return range;
  const own = lock.packages[parent].version;
  if (own && range.replace(/^[\^~]/, '') === own) return own;
  throw new Error(`${parent}: cannot tell an exact version from "${range}"`);
}

/** A new lock with the missing entries in it, keys in npm's order. */
export function completed(lock) {
  const packages = { ...lock.packages };
  for (const { parent, name, version, at } of missingFrom(lock)) {
    const { dev, devOptional, license, optionalDependencies } = lock.packages[parent];
    packages[at] = {
      version,
      ...platformOf(name, Object.keys(optionalDependencies)),
      ...(dev && { dev }),
      ...(devOptional && { devOptional }),
      ...(license && { license }),
      optional: true,
    };
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

function main(args) {
  const file = args.find((arg) => !arg.startsWith('--')) ?? 'package-lock.json';
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingFrom(lock);
  for (const { name, version } of missing) console.log(`${args.includes('--check') ? 'missing' : 'added'} ${name}@${version}`);
  if (missing.length === 0) console.log(`${file}: complete`);
  else if (args.includes('--check')) process.exitCode = 1;
  else writeFileSync(file, `${JSON.stringify(completed(lock), null, 2)}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
