import { useEffect, useRef, useSyncExternalStore } from 'react';

/** One key on the sheet: what it does here and now. */
export interface KeyRow {
  key: string;
  zh: string;
  run: () => void;
  /** Works while typing too (with Ctrl or ⌘). */
  always?: boolean;
}

let layers: KeyRow[][] = [];
const listeners = new Set<() => void>();
const changed = () => {
  layers = [...layers];
  for (const tell of listeners) tell();
};

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest('[role=combobox],[role=dialog]') !== null);

const onButton = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('a,button,summary,[role=button]') !== null;

/** `mod+k`, `mod+enter`, `j`, `?` — as the sheet shows them. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  if (event.altKey) return '';
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.key.toLowerCase()}`;
}

function press(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented) return;
  const key = keyOf(event);
  for (const rows of [...layers].reverse()) {
    const row = rows.find((r) => r.key.toLowerCase() === key);
    if (!row) continue;
    if (!row.always && typing(event.target)) return;
    if (key === 'enter' && onButton(event.target)) return;
    event.preventDefault();
    row.run();
    return;
  }
}
if (typeof document !== 'undefined') document.addEventListener('keydown', press);

/** Lays keys on the board while the component lives; the latest layer answers first. */
export function useKeys(rows: KeyRow[]): void {
  const latest = useRef(rows);
  latest.current = rows;
  const shape = rows.map((r) => r.key + r.zh).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the layer is laid anew only when its keys change
  useEffect(() => {
    const layer = latest.current.map((row, i) => ({ ...row, run: () => latest.current[i]?.run() }));
    layers.push(layer);
    changed();
    return () => {
      layers = layers.filter((l) => l !== layer);
      changed();
    };
  }, [shape]);
}

/** All keys that answer now, the nearest first. */
export function useKeySheet(): KeyRow[] {
  const now = useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => layers,
  );
  const seen = new Set<string>();
  return [...now]
    .reverse()
    .flat()
    .filter((row) => !seen.has(row.key) && seen.add(row.key));
}

/** Ctrl+K, ⌘K, Enter, J … for people. */
export function capOf(key: string): string {
  const mac = typeof navigator !== 'undefined' && /Mac|iP/.test(navigator.platform);
  return key
    .split('+')
    .map((part) =>
      part === 'mod' ? (mac ? '⌘' : 'Ctrl') : part.length === 1 ? part.toUpperCase() : part[0]!.toUpperCase() + part.slice(1),
    )
    .join(mac ? '' : '+');
}
