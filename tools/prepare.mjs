import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const say = (line) => process.stderr.write(`${line}\n`);

/** Installs and builds what is missing or out of date; a second time it only compares. */
export async function prepare(root, { web }) {
  const stamps = path.join(root, 'node_modules/.jiefen');
  const lock = digest(root, [path.join(root, 'package-lock.json')]);
  if (
    read(path.join(stamps, 'installed')) !== lock &&
    !(existsSync(path.join(root, 'node_modules/fastify')) && process.env.JIEFEN_NO_INSTALL)
  ) {
    say('安装依赖（第一次需要一两分钟）…');
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32',
    });
    mkdirSync(stamps, { recursive: true });
    writeFileSync(path.join(stamps, 'installed'), lock);
  }
  await build(root, stamps, 'server', ['src', 'law', 'counties', 'stories', 'tools', 'benchmarks'], () => buildServer(root));
  if (web) await build(root, stamps, 'web', ['src', 'vite.config.ts', 'index.html'], () => buildWeb(root));
}

async function build(root, stamps, name, sources, make) {
  const stamp = digest(
    root,
    sources.flatMap((source) => files(path.join(root, source))),
  );
  if (read(path.join(stamps, name)) === stamp && existsSync(path.join(root, name === 'web' ? 'dist/web' : 'dist/jiefen.mjs')))
    return;
  say(name === 'web' ? '构建页面…' : '构建程序…');
  await make();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(path.join(stamps, name), stamp);
}

async function buildServer(root) {
  const { build: bundle } = await import('esbuild');
  await bundle({
    entryPoints: {
      jiefen: path.join(root, 'src/doors/cli/main.ts'),
      press: path.join(root, 'src/support/documents/papers/press.ts'),
    },
    outdir: path.join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    plugins: [packagesApart],
    sourcemap: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    logLevel: 'error',
  });
}

/** Packages stay where they are installed, but for zod: bundled, it leaves its forty languages behind. */
const packagesApart = {
  name: 'packages-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' || /^zod(\/|$)/.test(name) ? undefined : { external: true, path: name },
    ),
};

async function buildWeb(root) {
  const { build: bundle } = await import('vite');
  await bundle({ root, logLevel: 'error' });
  await buildPortal(root);
}

/** The pages for people without an account, for whatever telephone they have: a few kilobytes, no framework. */
async function buildPortal(root) {
  const { build: bundle } = await import('esbuild');
  const page = path.join(root, 'src/doors/portal/page');
  const outdir = path.join(root, 'dist/portal');
  await bundle({
    entryPoints: ['sign.ts', 'verify.ts', 'portal.css'].map((file) => path.join(page, file)),
    outdir,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: ['chrome69', 'safari13'],
    supported: { destructuring: true },
    logLevel: 'error',
  });
  for (const file of ['sign.html', 'verify.html']) copyFileSync(path.join(page, file), path.join(outdir, file));
}

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function files(start) {
  if (!existsSync(start)) return [];
  if (statSync(start).isFile()) return [start];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digest(root, list) {
  const hash = createHash('sha256');
  for (const file of list) hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}
