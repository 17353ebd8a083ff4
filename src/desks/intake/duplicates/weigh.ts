import { queryGrams } from '../../../registers/matters/grams.ts';

/** What of a matter is compared: never a judgement on a person, only whether two papers tell of one thing. */
export interface Compared {
  phones: readonly string[];
  idNumbers: readonly string[];
  names: readonly string[];
  placeCode: string | null;
  placeText: string | null;
  text: string;
  receivedAt: Date;
}

const DAY_MS = 86_400_000;
const WINDOW_DAYS = 30;
/** Shared pairs of characters, of the shorter text: above this two texts are near even when nothing else is shared. */
const NEAR = 0.5;
const FAINT = 0.25;

/** Reasons why two may be one matter, strongest first; empty when they are not worth a person's look. Pure. */
export function reasonsFor(mine: Compared, other: Compared): string[] {
  const days = Math.floor(Math.abs(mine.receivedAt.getTime() - other.receivedAt.getTime()) / DAY_MS);
  if (days > WINDOW_DAYS) return [];
  const same = (a: readonly string[], b: readonly string[]) => a.filter((value) => value && b.includes(value));
  const person = [
    ...(same(mine.phones, other.phones).length > 0 ? ['电话相同'] : []),
    ...(same(mine.idNumbers, other.idNumbers).length > 0 ? ['证件相同'] : []),
  ];
  const names = same(mine.names, other.names);
  const place = placeReason(mine, other);
  const near = similarity(mine.text, other.text);
  const enough =
    person.length > 0 || names.length > 1 || near >= NEAR || (near >= FAINT && (names.length > 0 || place !== undefined));
  if (!enough) return [];
  return [
    ...person,
    ...(names.length > 0 ? [`姓名相同（${names.join('、')}）`] : []),
    ...(place ? [place] : []),
    ...(near >= FAINT ? [`内容相近（${Math.round(near * 100)}%的词相同）`] : []),
    days === 0 ? '同一天' : `相隔${days}天`,
  ];
}

function placeReason(mine: Compared, other: Compared): string | undefined {
  if (mine.placeCode && mine.placeCode === other.placeCode) return '地点相同';
  const text = mine.placeText?.trim();
  return text && text === other.placeText?.trim() ? '地点写法相同' : undefined;
}

/** Share of the shorter text's character pairs that the other has too, 0 to 1; very short texts say nothing. */
export function similarity(a: string, b: string): number {
  const [first, second] = [new Set(queryGrams(a)), new Set(queryGrams(b))];
  const [small, large] = first.size < second.size ? [first, second] : [second, first];
  if (small.size < 8) return 0;
  return [...small].filter((gram) => large.has(gram)).length / small.size;
}

/** Up to `most` pairs of characters spread evenly over a text: what the index is asked with. */
export function sampleGrams(text: string, most = 24): number[] {
  const all = [...new Set(queryGrams(text))];
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_, at) => all[Math.floor(at * step)]!);
}
