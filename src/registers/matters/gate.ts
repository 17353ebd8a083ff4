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

/** Reads the gate's answers (domain §1.9) by the questions in force on the day. A question without an answer is missing; "unknown" is an answer. */
export function gateVerdict(answers: GateAnswers, at: Date): Verdict {
  const gates = gatesOn(dayInChina(at));
  const yes = (codes: readonly string[]) => gates.filter((gate) => codes.includes(gate.code) && answers[gate.code] === 'yes');
  return {
    missing: gates.filter((gate) => !answers[gate.code]).map((gate) => `${gate.code} ${gate.zh}`),
    stops: yes(STOPPING).map((gate) => `${gate.code} ${gate.zh}：${gate.route}`),
    dangers: yes(DANGERS).map(({ code, route }) => ({ code, route })),
  };
}
