import { dayInChina } from '../../../ground/clock/index.ts';
import type { MatterRow, PartyRow } from '../../../registers/matters/model.ts';
import { categoryOn } from '../../../support/deadlines/index.ts';

export const NEUTRAL = '有人希望和您谈谈一件与您有关的事。';

/** Kinds of which even the name says too much to whoever opens the letter: the family, illness, children, personal data. */
const PRIVATE = /^(FAM|INH|MED|SCH|DAT)/;
const DANGERS = ['G01', 'G02', 'G03', 'G04'];

type About = Pick<MatterRow, 'safety' | 'gate' | 'category' | 'receivedAt' | 'narrative'>;

/** Why only neutral words may be used, or nothing. */
export function neutralBecause({ safety, gate, category, receivedAt }: About): string | undefined {
  if (safety !== 'NONE' || DANGERS.some((code) => gate?.answers[code] === 'yes'))
    return '这件事有安全方面的顾虑，信里只用中性的话。';
  const flags = category ? (categoryOn(category, dayInChina(receivedAt))?.flags ?? []) : [];
  if (category && (PRIVATE.test(category) || flags.some((flag) => flag === 'dvScreen' || flag === 'childInterest')))
    return '这类事不写在信封和短信里，信里只用中性的话。';
  return undefined;
}

export interface Wanted {
  about: 'kind' | 'neutral' | 'own';
  aboutWords?: string | undefined;
  named: boolean;
}

/** The sentence that the letter says. Where only neutral words may be used, whatever was chosen gives them. */
export function sentenceOf(matter: About, parties: readonly PartyRow[], { about, aboutWords, named }: Wanted): string {
  if (about === 'neutral' || neutralBecause(matter)) return NEUTRAL;
  if (about === 'own' && aboutWords) return aboutWords.replace(/[。！!.]*$/, '。');
  const name = parties.find(({ side }) => side === 'applicant')?.name;
  const zh = matter.category && categoryOn(matter.category, dayInChina(matter.receivedAt))?.zh;
  return `${named && name ? name : '有人'}希望和您谈谈${zh ? `${zh}方面的一件事` : '一件与您有关的事'}。`;
}

/** Twelve characters in a row out of what the other side told: their story, which goes in no letter. */
export function tellsTheStory(sentence: string, narrative: string): boolean {
  const [own, story] = [sentence, narrative].map((text) => text.replace(/[\s，。、；：！？,.]/g, '')) as [string, string];
  return Array.from({ length: Math.max(0, own.length - 11) }, (_, at) => own.slice(at, at + 12)).some((part) =>
    story.includes(part),
  );
}
