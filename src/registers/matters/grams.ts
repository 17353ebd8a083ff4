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

/**
 * The day, month and year of receipt as grams of the same index, so that a common word is looked for in the newest days first instead of
 * in all years. Small numbers: should a pair of letters hash to one, the date itself is compared besides.
 */
export const timeGrams = (day: string): number[] => [dayGram(day), monthGram(day), yearGram(day)];
const dayGram = (day: string): number => Date.parse(day) / 86_400_000;
const monthGram = (day: string): number => 100_000 + Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
const yearGram = (day: string): number => 200_000 + Number(day.slice(0, 4));

/** Time grams of every day, month or year from one day to another, both included. */
export function timeGramsBetween(from: string, to: string, unit: 'day' | 'month' | 'year'): number[] {
  const gram = { day: dayGram, month: monthGram, year: yearGram }[unit];
  return Array.from({ length: gram(to) - gram(from) + 1 }, (_, i) => gram(from) + i);
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
