import { useSyncExternalStore } from 'react';

/**
 * What was typed and has not reached the server yet. It lies in the browser's storage, so that a closed lid, a dead line or
 * a crashed tab loses nothing; it is sent when the line is back.
 */
export interface Keeper {
  put: (key: string, body: unknown) => Promise<void>;
  drop: (key: string) => Promise<void>;
}
export type Line = 'online' | 'sending' | 'offline';

const shelf = 'jf.queue';
let keeper: Keeper | undefined;
let line: Line = 'online';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const read = (): Record<string, unknown> => JSON.parse(localStorage.getItem(shelf) ?? '{}') as Record<string, unknown>;
/** What has not reached the server, by key; `null` is a draft to be dropped there. */
export const unsent = read;
export const unsentKeys = (): string[] => Object.keys(read());
const write = (rows: Record<string, unknown>) => localStorage.setItem(shelf, JSON.stringify(rows));
function turn(next: Line): void {
  line = next;
  for (const tell of listeners) tell();
}

export const connect = (next: Keeper | undefined): void => {
  keeper = next;
  void flush();
};

/** `null` drops it at the other end. The latest word for a key wins. */
export function send(key: string, body: unknown | null): void {
  write({ ...read(), [key]: body });
  clearTimeout(timer);
  timer = setTimeout(flush, body === null ? 0 : 1500);
}

export async function flush(): Promise<void> {
  const rows = read();
  if (!keeper || Object.keys(rows).length === 0) return turn('online');
  turn('sending');
  for (const [key, body] of Object.entries(rows)) {
    try {
      await (body === null ? keeper.drop(key) : keeper.put(key, body));
    } catch (error) {
      const { offline, status = 0 } = error as { offline?: boolean; status?: number };
      // Signed out, or the server is down: the words wait for the next try.
      if (offline || status === 401 || status >= 500) {
        turn(offline ? 'offline' : 'online');
        clearTimeout(timer);
        timer = setTimeout(flush, 15_000);
        return;
      }
      // The other end does not want it (too long, not allowed): it stays in the local draft, and is not sent again.
    }
    const left = read();
    if (JSON.stringify(left[key]) === JSON.stringify(body)) delete left[key];
    write(left);
  }
  turn('online');
}

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => void flush());
  window.addEventListener('offline', () => turn('offline'));
}

export function useLine(): Line {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => line,
  );
}
export const setLine = turn;
