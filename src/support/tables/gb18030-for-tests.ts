/** GB18030 bytes of a text, for tests: the two-byte part of the code is turned round from the platform's decoder. */
export function gb18030ForTests(text: string): Buffer {
  return Buffer.concat(
    [...text].map((letter) => (letter < '\x80' ? Buffer.from(letter) : Buffer.from(table().get(letter) ?? []))),
  );
}

let known: Map<string, [number, number]> | undefined;

function table(): Map<string, [number, number]> {
  if (known) return known;
  known = new Map();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) known.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return known;
}
