/** How often one address may knock, and how often at doors that are not there. Kept in memory, bounded, oldest out first. */
export class Rate {
  private readonly seen = new Map<string, { since: number; count: number }>();
  private readonly most: number;
  private readonly windowMs: number;
  private readonly room: number;
  constructor(most: number, windowMs: number, room = 20_000) {
    this.most = most;
    this.windowMs = windowMs;
    this.room = room;
  }

  isOver(key: string, now: number): boolean {
    const found = this.seen.get(key);
    return found !== undefined && now - found.since < this.windowMs && found.count >= this.most;
  }

  count(key: string, now: number): void {
    const found = this.seen.get(key);
    const running = found && now - found.since < this.windowMs;
    this.seen.delete(key);
    this.seen.set(key, running ? { since: found.since, count: found.count + 1 } : { since: now, count: 1 });
    if (this.seen.size > this.room) this.seen.delete(this.seen.keys().next().value!);
  }
}
