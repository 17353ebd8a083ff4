import i18next from 'i18next';

/**
 * The words of a screen: the Chinese sentence is its own key, other languages look it up. Words that the server sends
 * (states, moves) go through the same door. `{{name}}` stands for a value.
 */
export const say = (zh: string, values?: Record<string, unknown>): string => (zh ? i18next.t(zh, values ?? {}) : '');

/** A name that the server sends: one Chinese word may name a move and a state, which have two words elsewhere. */
export const sayName = (zh: string, of: 'move' | 'state' | 'role'): string => say(zh, { context: of });

export const isChinese = (): boolean => !i18next.language?.startsWith('en');
