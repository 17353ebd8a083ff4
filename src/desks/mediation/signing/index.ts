import { finishPaper, scanBack } from './finish.ts';
import { link } from './link.ts';
import { askSeal, useSeal } from './register.ts';
import { sign } from './sign.ts';

export { canFinish, finishPaper, scanBack } from './finish.ts';
export { type Holder, holderByToken } from './link.ts';
export { digestOf, draftOf, lastOf, needsInk, setMark, settleSigning, standingMarks } from './marks.ts';
export { ownMoves, partsOf, signingPage, textOf } from './page.ts';
export { sealUses } from './register.ts';

export const signingCommands = [sign, link, scanBack, askSeal, useSeal, finishPaper];
