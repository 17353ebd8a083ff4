import { closeSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';

const resolve = createRequire(import.meta.url).resolve;
const song = [
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  // What the Chinese font lacks of the rarer characters of names: 𠮷.
  '@expo-google-fonts/noto-serif-jp/400Regular/NotoSerifJP_400Regular.ttf',
];
const hei = ['@embedpdf/fonts-sc/package.json'];

/** Folders, so that a font is mapped and not read: three of them are 40 MB. */
export const fontFolders = (): string[] => [
  ...song.map((file) => resolve(file).replace(/[\\/][^\\/]+$/, '')),
  ...hei.map((file) => `${folderOfFontsSc(file)}`),
];

/** @embedpdf/fonts-sc names only its code in `exports`; the font files lie beside it. */
function folderOfFontsSc(file: string): string {
  return resolve(file.replace('/package.json', '')).replace(/dist[\\/].*$/, 'fonts');
}

let known: Set<number> | undefined;

/** The characters of a text that no font has, each once; spaces and line breaks need none. */
export function withoutGlyph(text: string): string[] {
  known ??= new Set(song.flatMap((file) => [...coverage(resolve(file))]));
  return [...new Set(text)].filter((letter) => !/\s/.test(letter) && !known!.has(letter.codePointAt(0)!));
}

/** Code points of a font's character map, format 12 (OpenType, `cmap`). Only that table is read. */
function coverage(file: string): Set<number> {
  const fd = openSync(file, 'r');
  const read = (at: number, length: number) => {
    const part = Buffer.alloc(length);
    readSync(fd, part, 0, length, at);
    return part;
  };
  try {
    const tables = read(0, 12 + 16 * read(4, 2).readUInt16BE());
    const at = tables.readUInt32BE(tables.indexOf('cmap', 12, 'latin1') + 8);
    const points = new Set<number>();
    const head = read(at, 4 + 8 * read(at + 2, 2).readUInt16BE());
    for (let entry = 4; entry < head.length; entry += 8) {
      const start = at + head.readUInt32BE(entry + 4);
      if (read(start, 2).readUInt16BE() !== 12) continue;
      const groups = read(start + 16, 12 * read(start + 12, 4).readUInt32BE());
      for (let g = 0; g < groups.length; g += 12)
        for (let c = groups.readUInt32BE(g); c <= groups.readUInt32BE(g + 4); c++) points.add(c);
    }
    return points;
  } finally {
    closeSync(fd);
  }
}
