import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const root = path.resolve(import.meta.dirname, '../..');
const cache = path.join(root, 'node_modules/.cache/chromium');

/** Where a browser is taken from: the machine's own where there is one, else the one that came with the npm packages. */
export type Origin = 'system' | 'npm';

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const flags = [
  ...['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  // WebGL in software, for the map. The npm package's own default flags switch web security off, so none of them is used.
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--font-render-hinting=none'],
];

/**
 * Launches a headless Chromium that shows Chinese on a machine without a single font. `origin` left out: JIEFEN_BROWSER
 * (`system` or `npm`), else the machine's browser when it has one. Close it in `afterAll`.
 */
export async function launchChromium(origin: Origin = preferred()): Promise<Browser> {
  const executablePath = origin === 'system' ? systemBrowser() : unpacked();
  if (!executablePath) throw new Error('this machine has no Chromium of its own; leave JIEFEN_BROWSER unset');
  const libraries = origin === 'npm' ? { LD_LIBRARY_PATH: path.join(cache, 'al2023/lib') } : {};
  return chromium.launch({ executablePath, args: flags, env: { ...environment(), ...libraries, FONTCONFIG_FILE: fontsFile() } });
}

function preferred(): Origin {
  const asked = process.env.JIEFEN_BROWSER;
  if (asked === 'system' || asked === 'npm') return asked;
  return systemBrowser() ? 'system' : 'npm';
}

const systemBrowser = (): string | undefined => systemBrowsers.find((file) => existsSync(file));

const environment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));

/** The package unpacks into the temporary folder, whoever else is there; ours is unpacked aside and renamed when whole, so parallel runs never meet half a browser. */
function unpacked(): string {
  const file = path.join(cache, 'chromium');
  if (existsSync(file)) return file;
  const draft = `${cache}.new-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const script = "const { default: it } = await import('@sparticuz/chromium'); await it.executablePath();";
  // The package looks at this variable to decide whether the shared libraries are unpacked too; a bare machine lacks them.
  const env = { ...process.env, TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' };
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    renameSync(draft, cache);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(file)) throw error;
  }
  return file;
}

/** The machine's own fonts and, always, a Chinese one: without it every Chinese character is an empty box. */
function fontsFile(): string {
  const folder = path.join(root, 'node_modules/.cache/fonts');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `fonts-${process.pid}.conf`);
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${path.join(root, 'node_modules/@embedpdf/fonts-sc/fonts')}</dir><dir>${path.join(cache, 'fonts')}</dir>
<cachedir>${path.join(folder, 'cache')}</cachedir></fontconfig>`,
  );
  return file;
}
