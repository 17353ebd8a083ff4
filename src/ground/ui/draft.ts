import { useCallback, useRef, useState } from 'react';
import { send } from './queue.ts';

interface Kept<T> {
  body: T;
  at: string;
}
const shelfOf = (key: string) => `jf.draft.${key}`;

export function readDraft<T>(key: string): Kept<T> | undefined {
  try {
    const text = localStorage.getItem(shelfOf(key));
    return text ? (JSON.parse(text) as Kept<T>) : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(key: string, body: unknown): string {
  const at = new Date().toISOString();
  localStorage.setItem(shelfOf(key), JSON.stringify({ body, at }));
  send(key, body);
  return at;
}

/** All drafts leave this machine: the next person at the counter must not find them (they stay at the server for their owner). */
export function forgetDrafts(): void {
  for (const name of Object.keys(localStorage))
    if (name.startsWith('jf.draft.') || name === 'jf.queue') localStorage.removeItem(name);
}

/** A value that survives a reload: kept while typing, here at once and at the server soon after. */
export function useDraft<T>(key: string, start: T) {
  const [value, setValue] = useState<T>(() => readDraft<T>(key)?.body ?? start);
  const [savedAt, setSavedAt] = useState<string | undefined>(() => readDraft<T>(key)?.at);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const set = useCallback(
    (next: T) => {
      setValue(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setSavedAt(keepDraft(key, next)), 300);
    },
    [key],
  );
  const clear = useCallback(() => {
    clearTimeout(timer.current);
    localStorage.removeItem(shelfOf(key));
    send(key, null);
    setSavedAt(undefined);
  }, [key]);
  return { value, set, savedAt, clear, found: readDraft<T>(key) !== undefined };
}
