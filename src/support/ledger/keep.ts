import type { Call, Recorded } from '../../ground/command/index.ts';

/** One change of a register by its keeper: the one event, and the seal that every row changed by it carries. */
export interface Kept {
  seal(): { sealedBy: string; sealSalt: string };
  event(kind: string, data: Record<string, unknown>, about?: readonly string[]): Recorded;
}

/**
 * Registers hold no matter: their events are read by the auditors (`audit`), by who made the change and by the staff whom it
 * is `about`. Pass the event as the command's `event`.
 */
export function keep({ chance, now, actor }: Pick<Call, 'chance' | 'now'> & { actor: Pick<Call['actor'], 'id'> }): Kept {
  const id = chance.id(now);
  return {
    seal: () => ({ sealedBy: id, sealSalt: chance.bytes(16).toString('hex') }),
    event: (kind, data, about = []) => ({
      id,
      kind,
      matterId: null,
      from: null,
      to: null,
      data,
      lane: 'open',
      clocks: [],
      readers: [...new Set(['audit', `s:${actor.id}`, ...about.map((each) => `s:${each}`)])],
    }),
  };
}
