import { dayInChina } from '../../ground/clock/index.ts';
import { gatesOn } from '../../support/deadlines/index.ts';

export type GateAnswers = Record<string, 'yes' | 'no' | 'unknown'>;

/** Codes that stop acceptance when answered yes; the others only change how the matter is worked. */
const STOPPING = ['G01', 'G07', 'G08', 'G09', 'G12'];
/** Signs of danger: crime, violence at home, harm to who cannot help themselves, self-harm. */
const DANGERS = ['G01', 'G02', 'G03', 'G04'];

export interface Verdict {
  missing: string[];
  stops: string[];
  /** Signs of danger that were answered yes, each with its way on in words. */
  dangers: Array<{ code: string; route: string }>;
}

/** Reads the gate's answers (domain §1.9) by the questions in force on the day. A question without an answer is missing; "unknown" is an answer. `entrusted`: the body that has it handed it in itself (G08). */
export function gateVerdict(answers: GateAnswers, at: Date, entrusted = false): Verdict {
  const gates = gatesOn(dayInChina(at));
  const yes = (codes: readonly string[]) => gates.filter((gate) => codes.includes(gate.code) && answers[gate.code] === 'yes');
  return {
    missing: gates.filter((gate) => !answers[gate.code]).map((gate) => `${gate.code} ${gate.zh}`),
    stops: yes(entrusted ? STOPPING.filter((code) => code !== 'G08') : STOPPING).map(
      (gate) => `${gate.code} ${gate.zh}：${gate.route}`,
    ),
    dangers: yes(DANGERS).map(({ code, route }) => ({ code, route })),
  };
}

/** What a "yes" asks for without stopping everything (§1.9 G10, G11, G13, G14): read from the rows' own effects. */
export const limits = {
  suspends: '虚假调解迹象，先由人核查',
  redraftAllowed: '内容会损害别人或者公共利益，改掉再谈',
  needsRepresentative: '法定代理人要参加',
  needsDisclosure: '调解员要披露，各方接受，否则换人',
} as const;
export type Limit = keyof typeof limits;

/** Whether the gate's answers bring this limit, by the rows in force on the day. */
export const hasLimit = (gate: { answers: GateAnswers } | null | undefined, limit: Limit, at: Date): boolean =>
  gate != null && gatesOn(dayInChina(at)).some(({ code, effects }) => effects.includes(limit) && gate.answers[code] === 'yes');
