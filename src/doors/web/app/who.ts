import { createContext, useContext } from 'react';
import type { Directory, Session } from './api.ts';

interface WhoValue {
  session: Session;
  directory: Directory;
  leave: () => Promise<void>;
  again: () => Promise<void>;
}

/** Who sits here, in which centre. */
export const Who = createContext<WhoValue | null>(null);

export function useWho(): WhoValue {
  const who = useContext(Who);
  if (!who) throw new Error('outside the workbench');
  return who;
}

export const useRoles = (...any: string[]): boolean => {
  const { roles } = useWho().session;
  return any.some((role) => roles.includes(role));
};
