import { tableRefusals } from './refusals.ts';

export type Decoded = { readonly text: string; readonly encoding: string; readonly warnings: string[] };

/**
 * Bytes to text: byte order mark, then UTF-16 by its zero bytes, then strict UTF-8, then GB18030 (which holds GBK and GB2312:
 * what Excel and old office systems in China write). UTF-8 goes first because Chinese GB18030 text is almost never valid UTF-8,
 * while UTF-8 text is very often valid GB18030. Refusal `tables.encoding`.
 */
export function decodeText(bytes: Buffer): Decoded {
  const wide = utf16Of(bytes);
  if (wide) return decoded(strict(bytes, wide), wide);
  const utf8 = strict(bytes, 'utf-8');
  if (utf8 !== null) return decoded(utf8, 'utf-8');
  const repaired = mostlyUtf8(bytes);
  if (repaired !== null) return { text: repaired, encoding: 'utf-8', warnings: ['有少数字节损坏，读成了“�”，请核对'] };
  return decoded(strict(bytes, 'gb18030'), 'gb18030');
}

function decoded(text: string | null, encoding: string): Decoded {
  if (text === null) throw tableRefusals.encoding();
  const warnings = encoding === 'gb18030' ? ['文件是 GB18030（GBK）编码，已自动识别；若有乱码请另存为 .xlsx'] : [];
  return { text, encoding, warnings };
}

function strict(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark: line ends, digits and commas of a table give zero bytes on one side only.
  const sample = bytes.subarray(0, 4_096);
  const zeros = [0, 1].map((side) => sample.filter((byte, at) => byte === 0 && at % 2 === side).length);
  const enough = Math.max(4, sample.length / 50);
  if (zeros[1]! > enough && zeros[0]! * 20 < zeros[1]!) return 'utf-16le';
  return zeros[0]! > enough && zeros[1]! * 20 < zeros[0]! ? 'utf-16be' : null;
}

/** A UTF-8 file with a few broken bytes must not turn wholly into mojibake: fewer than one broken in 200 wide characters. */
function mostlyUtf8(bytes: Buffer): string | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  const wide = text.match(/[^\x00-\x7f]/g)?.length ?? 0;
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  return wide >= 200 && broken * 200 < wide ? text : null;
}
