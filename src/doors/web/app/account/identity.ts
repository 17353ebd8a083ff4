import { ask } from '../http.ts';

/** One command of the identity room. */
export const identity = <T = { extra?: Record<string, unknown> }>(verb: string, body: Record<string, unknown> = {}): Promise<T> =>
  ask<T>(`/api/identity/${verb.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`, { method: 'POST', body });
