/**
 * Character bigrams for Chinese full text. Two-character words are most Chinese words, and a trigram index gives nothing
 * for them; a bigram is found exactly, and longer words are the intersection of their bigrams, re-checked on the text.
 */
const WORD = /[\p{Script=Han}]|[a-z0-9]+/gu;

/** Lower case, full-width forms folded, everything else a break. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Grams of a text as signed 32-bit numbers, each once, ascending. Single characters are kept too: surnames are searched. */
export function gramsOf(text: string): Int32Array {
  const found = new Set<number>();
  for (const run of runsOf(text)) {
    for (let i = 0; i < run.length; i++) {
      found.add(gram(run[i]!));
      if (i + 1 < run.length) found.add(gram(run[i]! + run[i + 1]!));
    }
  }
  return Int32Array.from(found).sort();
}

/** Grams that a text must have to contain `query`: bigrams where there are two characters, the character alone otherwise. */
export function queryGrams(query: string): number[] {
  const found = new Set<number>();
  for (const run of runsOf(query)) {
    if (run.length === 1) found.add(gram(run[0]!));
    for (let i = 0; i + 1 < run.length; i++) found.add(gram(run[i]! + run[i + 1]!));
  }
  return [...found];
}

/** Runs of neighbouring units: a Han character or a whole Latin word or number is one unit. */
function runsOf(text: string): string[][] {
  const runs: string[][] = [];
  let end = -1;
  for (const match of foldText(text).matchAll(WORD)) {
    if (match.index !== end) runs.push([]);
    runs.at(-1)!.push(match[0]);
    end = match.index + match[0].length;
  }
  return runs;
}

/** FNV-1a, 32 bits, signed for `int`. A rare collision only costs a re-check. */
function gram(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}
