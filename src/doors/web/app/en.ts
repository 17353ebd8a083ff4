import { administration } from './english/administration.ts';
import { consent } from './english/consent.ts';
import { frame } from './english/frame.ts';

import { matter } from './english/matter.ts';
import { names } from './english/names.ts';
import { otherPages } from './english/pages.ts';
import { reckoning } from './english/reckon.ts';
import { sessions } from './english/sessions.ts';

/** English for what stands in Chinese on screen; what is not here is shown as it is. */
export const en: Record<string, string> = {
  ...administration,
  ...otherPages,
  ...reckoning,
  ...matter,
  ...frame,
  ...sessions,
  ...consent,
  ...names,
};
