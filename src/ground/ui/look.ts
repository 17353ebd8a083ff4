import { useSyncExternalStore } from 'react';
import type { ThemeName } from './theme.ts';

/** How the person wants to see the screen; kept on this machine and put on the root element. */
export interface Look {
  theme: ThemeName;
  elder: boolean;
}

const shelf = 'jf.look';
const listeners = new Set<() => void>();
let look: Look = read();

function read(): Look {
  try {
    return { theme: 'paper', elder: false, ...(JSON.parse(localStorage.getItem(shelf) ?? '{}') as Partial<Look>) };
  } catch {
    return { theme: 'paper', elder: false };
  }
}

function wear(): void {
  const root = document.documentElement;
  root.dataset.theme = look.theme;
  root.dataset.mode = look.elder ? 'elder' : 'plain';
}

export function setLook(change: Partial<Look>): void {
  look = { ...look, ...change };
  localStorage.setItem(shelf, JSON.stringify(look));
  wear();
  for (const tell of listeners) tell();
}

export function useLook(): Look {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => look,
  );
}

wear();
