import { useCallback, useEffect, useRef, useState } from 'react';
import { flush, send, unsent, unsentKeys } from './queue.ts';

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

/** Words typed in the last moments, which the timers below have not written down yet. */
const writing = new Map<string, () => void>();
const ownerShelf = 'jf.owner';
const asideOf = (owner: string) => `jf.aside.${owner}`;
const isDraft = (name: string) => name.startsWith('jf.draft.') || name === 'jf.queue';

// A reload or a closed window leaves no time for the timers: what was typed last is written down on the way out.
if (typeof window !== 'undefined')
  window.addEventListener('pagehide', () => {
    for (const write of [...writing.values()]) write();
  });

/** Drafts of one person make room for the next at the same counter. What never reached the server waits under its owner's id. */
function setAside(owner: string): void {
  const all = Object.keys(localStorage).filter(isDraft);
  const waiting = unsentKeys();
  const kept = all.filter((name) => name === 'jf.queue' || waiting.some((key) => name === shelfOf(key)));
  if (waiting.length > 0)
    localStorage.setItem(
      asideOf(owner),
      JSON.stringify(Object.fromEntries(kept.map((name) => [name, localStorage.getItem(name)]))),
    );
  for (const name of all) localStorage.removeItem(name);
  localStorage.removeItem(ownerShelf);
}

/** The drafts on this machine become those of `owner`: another's are set aside, the owner's own come back. */
export function openDrafts(owner: string): void {
  const before = localStorage.getItem(ownerShelf);
  if (before && before !== owner) setAside(before);
  localStorage.setItem(ownerShelf, owner);
  const aside = JSON.parse(localStorage.getItem(asideOf(owner)) ?? '{}') as Record<string, string>;
  for (const [name, text] of Object.entries(aside)) if (localStorage.getItem(name) === null) localStorage.setItem(name, text);
  localStorage.removeItem(asideOf(owner));
}

/** Drafts the server has and this machine has not: work begun at another counter goes on here. */
export function takeIn(drafts: ReadonlyArray<{ key: string; body: unknown; savedAt: string }>): void {
  for (const { key, body, savedAt } of drafts)
    if (localStorage.getItem(shelfOf(key)) === null && !(key in unsent()))
      localStorage.setItem(shelfOf(key), JSON.stringify({ body, at: savedAt }));
}

/** Before signing out: everything typed goes to the server, what cannot go stays for its owner, and nothing lies open here. */
export async function closeDrafts(owner: string, patience = 5_000): Promise<void> {
  for (const write of [...writing.values()]) write();
  await Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, patience))]);
  setAside(owner);
}

/** A value that survives a reload: kept while typing, here at once and at the server soon after. */
export function useDraft<T>(key: string, start: T) {
  const [value, setValue] = useState<T>(() => readDraft<T>(key)?.body ?? start);
  const [savedAt, setSavedAt] = useState<string | undefined>(() => readDraft<T>(key)?.at);
  const [found] = useState(() => readDraft<T>(key) !== undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A page that goes away (signed out by the server, another page) writes at once: a later write could fall to the next person.
  useEffect(() => () => writing.get(key)?.(), [key]);
  const set = useCallback(
    (next: T) => {
      setValue(next);
      clearTimeout(timer.current);
      const write = () => {
        clearTimeout(timer.current);
        writing.delete(key);
        setSavedAt(keepDraft(key, next));
      };
      writing.set(key, write);
      timer.current = setTimeout(write, 300);
    },
    [key],
  );
  const clear = useCallback(() => {
    clearTimeout(timer.current);
    writing.delete(key);
    localStorage.removeItem(shelfOf(key));
    send(key, null);
    setSavedAt(undefined);
  }, [key]);
  return { value, set, savedAt, clear, found };
}
