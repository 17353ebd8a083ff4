import { notAcceptedThenAccepted } from './not-accepted-then-accepted.ts';
import { oneSideRefuses } from './one-side-refuses.ts';
import { overdueAndSupervised } from './overdue-and-supervised.ts';
import { pausedAndExtended } from './paused-and-extended.ts';
import { questionAndRequest } from './question-and-request.ts';
import type { Story } from './story.ts';
import { violenceAtHome } from './violence-at-home.ts';
import { wagesOfThirtyTwo } from './wages-of-thirty-two.ts';
import { waterFromUpstairs } from './water-from-upstairs.ts';

/** Every story of the house, in the order in which a newcomer should read them. */
export const stories: readonly Story[] = [
  waterFromUpstairs,
  oneSideRefuses,
  wagesOfThirtyTwo,
  violenceAtHome,
  notAcceptedThenAccepted,
  questionAndRequest,
  pausedAndExtended,
  overdueAndSupervised,
];
