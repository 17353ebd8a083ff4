/** Where one tile stands. `width` is 256 for a full tile, 1–255 for a partial one; 'entries' are the bundles of events themselves. */
export type TileAddress = { readonly level: number | 'entries'; readonly index: number; readonly width: number };

export const TILE_WIDTH = 256;

/** `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]` as c2sp.org/tlog-tiles lays them out. Throws RangeError on an impossible address. */
export function tilePath({ level, index, width }: TileAddress): string {
  const levelFits = level === 'entries' || (Number.isInteger(level) && level >= 0 && level <= 63);
  if (!levelFits || !Number.isSafeInteger(index) || index < 0 || !Number.isInteger(width) || width < 1 || width > TILE_WIDTH) {
    throw new RangeError(`no tile ${level}/${index} of width ${width}`);
  }
  return `tile/${level}/${indexPath(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The address a path names, or null: only the one spelling that tilePath writes is read. */
export function parseTilePath(path: string): TileAddress | null {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) return null;
  const level = match[1] === 'entries' ? 'entries' : Number(match[1]);
  const index = Number(match[2]!.replaceAll(/[x/]/g, ''));
  const width = match[3] === undefined ? TILE_WIDTH : Number(match[3]);
  const address: TileAddress = { level, index, width };
  try {
    return tilePath(address) === path ? address : null;
  } catch {
    return null;
  }
}

/** 1234067 → x001/x234/067: no directory ever holds more than a thousand names, none is both file and folder. */
function indexPath(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  return groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
}
