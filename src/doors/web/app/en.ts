import { administration } from './english/administration.ts';
import { frame } from './english/frame.ts';
import { law } from './english/law.ts';
import { matter } from './english/matter.ts';
import { otherPages } from './english/pages.ts';

/** English for what stands in Chinese on screen; what is not here is shown as it is. */
export const en: Record<string, string> = { ...administration, ...law, ...otherPages, ...matter, ...frame };
