import { useSyncExternalStore } from 'react';
import { sayAgo, sayDue, sayLeft, sayWhen, sayWhenInFull } from './when.ts';

let now = new Date();
const listeners = new Set<() => void>();
setInterval(() => {
  now = new Date();
  for (const tell of listeners) tell();
}, 30_000);

/** The present, moving on twice a minute for all who look at it. */
export function useNow(): Date {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => now,
  );
}

/** The exact time; how long ago stands in the title. */
export function When({
  at,
  ago = false,
  due = false,
  full = false,
}: {
  at: string | null | undefined;
  ago?: boolean;
  due?: boolean;
  /** With its year: on paper. */
  full?: boolean;
}) {
  const present = useNow();
  if (!at) return null;
  const past = new Date(at) <= present ? sayAgo(at, present) : '';
  return (
    <time dateTime={at} title={ago ? sayWhen(at) : past}>
      {ago && past ? past : due ? sayDue(at, full ? new Date(0) : present) : full ? sayWhenInFull(at) : sayWhen(at)}
    </time>
  );
}

const signs = { danger: '✕', soon: '▲', calm: '' } as const;

/** What is left of a promise. The sign and the word carry the meaning, the colour only helps. */
export function Left({ dueAt }: { dueAt: string }) {
  const { zh, tone } = sayLeft(dueAt, useNow());
  return (
    <span className={`nowrap num ${tone === 'calm' ? 'soft' : `strong ${tone}`}`}>
      {signs[tone] && <span aria-hidden="true">{signs[tone]} </span>}
      {zh}
    </span>
  );
}
