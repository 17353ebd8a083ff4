import { type Answer, type Caller, signIn } from './caller.fixture.ts';

export interface IdempotencyReport {
  requests: number;
  keys: number;
  /** Distinct matters that came of it. */
  effects: number;
  /** Keys whose duplicates did not all get the very same answer. */
  differing: string[];
  /** Answers that were no 201. */
  refused: Record<string, number>;
  seconds: number;
}

/** Each key `duplicates` times, in a shuffled order, over `connections` at once: duplicates race each other. */
export async function sendDuplicates(
  url: string,
  { keys, duplicates = 25, connections = 16 }: { keys: number; duplicates?: number; connections?: number },
): Promise<IdempotencyReport> {
  const began = performance.now();
  const caller = await signIn(url, 'window', connections);
  const queue = shuffled(Array.from({ length: keys * duplicates }, (_, at) => at % keys));
  const answers = new Map<number, Set<string>>();
  const ids = new Set<string>();
  const refused: Record<string, number> = {};
  const worker = async () => {
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
      const answer = await receiveOnce(caller, key);
      if (answer.status !== 201)
        refused[`${answer.status} ${String(answer.body?.code)}`] =
          (refused[`${answer.status} ${String(answer.body?.code)}`] ?? 0) + 1;
      else ids.add(String(answer.body.id));
      answers.set(key, (answers.get(key) ?? new Set()).add(`${answer.status} ${canonical(answer.body)}`));
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  caller.close();
  const differing = [...answers].filter(([, seen]) => seen.size > 1).map(([key]) => keyOf(key));
  return {
    requests: keys * duplicates,
    keys,
    effects: ids.size,
    differing,
    refused,
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

const keyOf = (key: number) => `duplicate-${key}`;
export const bodyOf = (key: number) => ({ channel: 'window', narrative: `第 ${key} 件：门口的电动车堵了通道，说了几次不听。` });
export const receiveOnce = (caller: Caller, key: number, body: object = bodyOf(key)): Promise<Answer> =>
  caller.post('/api/intake/receive', body, { 'idempotency-key': keyOf(key) });

/** The stored answer comes back from the database with its fields in another order; the order is no part of the answer. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function shuffled<T>(items: T[]): T[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(Math.random() * (at + 1));
    [items[at], items[other]] = [items[other]!, items[at]!];
  }
  return items;
}
