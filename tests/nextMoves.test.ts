import { expect, test } from 'vitest';
import { commandNamed, matterCommands } from '../src/centre.ts';
import { nextMoves } from '../src/registers/matters/work.ts';

test('每一行的“下一步”都是那个状态真能做的一步', () => {
  for (const [state, { command, zh }] of Object.entries(nextMoves)) {
    const found = matterCommands.find((one) => one.name === command);
    expect(found?.row.from, `${command} 从 ${state}`).toContain(state);
    expect(commandNamed(command)?.zh).toContain(zh.slice(0, 2));
  }
});
