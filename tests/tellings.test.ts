import { expect, test } from 'vitest';
import { commands } from '../src/centre.ts';
import { tellings } from '../src/thread.ts';

/** Written at the door and by the settling of a centre: no command that anybody is offered. */
const atTheDoor = ['identity.settled', 'identity.signedIn', 'identity.signedOut', 'identity.signInFailed', 'identity.lockedOut'];

test('每一种留痕都有一句人话', () => {
  const kinds = [...commands.map((command) => command.event), ...atTheDoor];
  expect(kinds.filter((kind) => !tellings[kind])).toEqual([]);
});

test('内容看不到或已删除的，也说得出是哪一种', () => {
  for (const [kind, tell] of Object.entries(tellings)) {
    expect(tell({}), kind).toMatch(/[一-龥]/);
    expect(tell({}), kind).not.toContain('undefined');
  }
});
