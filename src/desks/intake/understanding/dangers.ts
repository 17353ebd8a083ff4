import { gatesOn } from '../../../support/deadlines/index.ts';
import { cuesIn, sayFound } from './cue.ts';

const KIN = '丈夫|老公|前夫|男友|男朋友|妻子|老婆|前妻|儿子|儿媳|女婿|父亲|爸爸|继父|母亲|妈妈|婆婆|公公|家里人';
const HURT = '打|殴打|毒打|掐|踢|踹|扇|砸|威胁|恐吓|跟踪|囚禁|关|烫';
const WEAK = '孩子|小孩|儿童|学生|未成年人?|幼儿|婴儿|女童|男童|老人|老母亲|老父亲|智障|残疾人';

/** Words that a person at the desk must not overlook (domain §1.9). They only ask for a look: a person answers the gate. */
const cues: Readonly<Record<string, RegExp>> = {
  G01: /持刀|拿刀|菜刀|砍人|砍伤|捅伤|捅了|打伤|打断|打成(?:轻|重)伤|轻伤|重伤|抢劫|抢走|强奸|猥亵|绑架|非法拘禁|敲诈|勒索|诈骗|骗走|放火|纵火|投毒|杀人|杀了(?:你|他|她|我)|弄死(?:你|他|她|我)/u,
  G02: new RegExp(
    `家暴|家庭暴力|打老婆|打妻子|打媳妇|被(?:${KIN})[^，。！？；]{0,6}(?:${HURT})|(?:${KIN})[^，。！？；没不未]{0,6}(?:${HURT})(?:了|过|伤)?(?:我|她|他|孩子|人|一顿|耳光)`,
    'u',
  ),
  G03: new RegExp(
    `(?:${WEAK})[^，。！？；没不未]{0,8}(?:被打|被虐|被关|被性侵|被猥亵|受虐|挨打|挨饿|遗弃)|(?:虐待|殴打|猥亵|性侵|体罚|遗弃|打伤)[^，。！？；]{0,4}(?:${WEAK})`,
    'u',
  ),
  G04: /不想活|活不下去|活着没意思|轻生|自杀|自残|自焚|跳楼|跳河|跳江|喝农药|割腕|上吊|寻死|寻短见|一了百了|死给/u,
};

export interface Danger {
  code: string;
  zh: string;
  why: string;
}

/** Signs of G01–G04 in a text by the questions in force on the day, each with the words that it was read from. Pure. */
export function dangersIn(text: string, on: string): Danger[] {
  return gatesOn(on).flatMap(({ code, zh }) => {
    const found = cues[code] ? cuesIn(text, cues[code]) : [];
    return found.length > 0 ? [{ code, zh, why: sayFound(found) }] : [];
  });
}
