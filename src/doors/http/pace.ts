import { defineRefusals } from '../../ground/refusal/index.ts';

export const paceRefusals = defineRefusals('pace', {
  tooOften: { status: 429, zh: '查得太快了，请歇一会儿。', waysOn: ['一分钟后再试', '急用请打中心电话'] },
});

const MINUTE = 60_000;
const MOST_KNOWN = 20_000;

/** So many a minute from one address, at doors where nobody signs in. Kept in memory, oldest out first. Refusal `tooOften`. */
export class Pace {
  private readonly seen = new Map<string, { from: number; times: number }>();
  private readonly most: number;
  private readonly now: () => number;
  constructor(most: number, now: () => number = Date.now) {
    this.most = most;
    this.now = now;
  }

  step(address: string): void {
    const known = this.seen.get(address);
    const fresh = !known || this.now() - known.from > MINUTE;
    const one = fresh ? { from: this.now(), times: 1 } : { from: known.from, times: known.times + 1 };
    this.seen.delete(address);
    this.seen.set(address, one);
    if (this.seen.size > MOST_KNOWN) this.seen.delete(this.seen.keys().next().value!);
    if (one.times > this.most) throw paceRefusals.tooOften();
  }
}

/** Found or not, the answer leaves at the same time after the question: how long it took tells nothing. */
export async function evenly<T>(ms: number, ask: () => Promise<T>): Promise<T> {
  const pause = new Promise((resolve) => setTimeout(resolve, ms));
  try {
    return await ask();
  } finally {
    await pause;
  }
}
