/** What stands on one paper, whatever its form: handed to the template and to the editable twin alike, as data and never as source. */
export interface PaperData {
  /** Who gives it out: 石埠镇人民调解委员会. */
  issuer: string;
  /** Instead of the form's own name. */
  title?: string;
  number?: string;
  /** The matter's code: printed with its QR at the foot. Without one there is no foot code. */
  code?: string;
  /** A paper that is signed in ink: its square says which paper it is and how many pages it has, so that the scan is known again. */
  square?: { matterCode: string; document: string };
  /** The day of the paper, `YYYY-MM-DD`. */
  on?: string;
  people?: PersonOnPaper[];
  /** By the keys of the form. */
  fields?: Record<string, string>;
  /** Of the form's table, one cell a column. */
  rows?: string[][];
  signatures?: Signature[];
  /** Labels and values of a paper that has no form of its own. */
  entries?: Array<[string, string]>;
  /** The paper twin: lines to write on instead of values. */
  blank?: boolean;
}

export interface PersonOnPaper {
  /** 申请人、被申请人、共同申请人、代理人. */
  role: string;
  kind?: 'person' | 'organisation';
  name?: string;
  sex?: string;
  nation?: string;
  age?: string;
  job?: string;
  idNumber?: string;
  phone?: string;
  address?: string;
  creditCode?: string;
  representative?: string;
  /** In the list of an annex: how and when signed. */
  done?: string;
}

export interface Signature {
  /** 当事人（签名、盖章或按指印）. */
  label: string;
  name?: string;
  /** How and when it was done, where it is done: 已签名，2026年11月20日. */
  done?: string;
}

/** One field of a form: a short one is a cell, a long one has a heading and flows over pages. */
export interface Field {
  key: string;
  zh: string;
  long?: true;
}
/** A part that is the same on every copy of the form: rights, duties, declarations. */
export interface Standing {
  zh?: string;
  items: readonly string[];
}
export interface Form {
  zh: string;
  version: number;
  /** How the parties stand on it: a paragraph each, a ruled block each, or not. */
  people: 'prose' | 'ruled' | 'none';
  fields: readonly Field[];
  table?: { zh: string; columns: readonly string[]; widths?: readonly string[] };
  standing?: readonly Standing[];
  signs: readonly string[];
  /** The committee's seal belongs on it (人民调解法 29). */
  seal: boolean;
  note?: string;
}
