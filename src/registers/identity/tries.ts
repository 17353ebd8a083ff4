/** Five wrong answers in a row close the door for a quarter of an hour. */
export const MOST_TRIES = 5;
export const LOCK_MS = 15 * 60_000;

/**
 * Counts wrong answers where there is no account to count them on: for names that nobody has (an attacker must not learn from
 * the lock which names exist) and for a password asked again inside a session. Kept in memory, bounded, oldest out first.
 */
export class Tries {
  private readonly seen = new Map<string, { failed: number; lockedUntil: number }>();
  private readonly most: number;
  constructor(most = 10_000) {
    this.most = most;
  }

  /** Until when `key` is closed, if it is. */
  lockedUntil(key: string, now: Date): Date | undefined {
    const found = this.seen.get(key);
    return found && found.lockedUntil > now.getTime() ? new Date(found.lockedUntil) : undefined;
  }

  fail(key: string, now: Date): void {
    const before = this.seen.get(key);
    const over = before && before.lockedUntil > 0 && before.lockedUntil <= now.getTime();
    const failed = (over ? 0 : (before?.failed ?? 0)) + 1;
    this.seen.delete(key);
    this.seen.set(key, { failed, lockedUntil: failed >= MOST_TRIES ? now.getTime() + LOCK_MS : 0 });
    if (this.seen.size > this.most) this.seen.delete(this.seen.keys().next().value!);
  }

  clear(key: string): void {
    this.seen.delete(key);
  }
}
