import { setLine } from '../../../ground/ui/queue.ts';
import { say } from '../../../ground/ui/say.ts';

/** What the server (or the dead line) answered instead of doing it, in words a person can act on. */
export class Answer extends Error {
  readonly status: number;
  readonly code: string;
  readonly waysOn: string[];
  readonly fields: Record<string, string>;
  readonly view: unknown;
  readonly number: string | undefined;
  readonly offline: boolean;

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.message ?? say('没有办成，系统没有说明原因。')));
    this.status = status;
    this.code = String(body.code ?? '');
    this.waysOn = (body.waysOn as string[] | undefined) ?? [];
    this.fields = (body.fields as Record<string, string> | undefined) ?? {};
    this.view = body.view;
    this.number = body.number as string | undefined;
    this.offline = status === 0;
  }
}

let csrf = '';
let signedOut: () => void = () => {};
export const setCsrf = (token: string): void => {
  csrf = token;
};
export const onSignedOut = (act: () => void): void => {
  signedOut = act;
};

interface Asking {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

async function fetched(path: string, { method, body, headers }: Asking): Promise<Response> {
  const form = body instanceof FormData;
  try {
    return await fetch(path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(method || body !== undefined ? { 'X-CSRF-Token': csrf } : {}),
        ...(body !== undefined && !form ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
  } catch {
    setLine('offline');
    throw new Answer(0, {
      code: 'offline',
      message: say('网络断了，这一步还没有送到。'),
      waysOn: [say('内容已存在这台电脑上，网络恢复后再按一次。')],
    });
  }
}

/** One question to the server. Rejects with an `Answer` for every refusal, fault and dead line. */
export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const reply = await fetched(path, asking);
  const text = await reply.text();
  let body: unknown = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    body = {
      message: say('系统的回答读不懂（{{status}}）。', { status: reply.status }),
      waysOn: [say('请刷新页面再试；还不行请告诉管理员。')],
    };
    if (reply.ok) throw new Answer(500, body as Record<string, unknown>);
  }
  if (reply.ok) return body as T;
  if (reply.status === 401 && !path.startsWith('/api/session')) signedOut();
  throw new Answer(reply.status, body as Record<string, unknown>);
}

/** Whether something that is no JSON can be had: true, or the refusal in words. */
export async function readable(path: string): Promise<true> {
  const reply = await fetched(path, {});
  if (reply.ok) {
    // Read to its end: an unread answer keeps the line open.
    await reply.blob();
    return true;
  }
  throw new Answer(reply.status, (await reply.json().catch(() => ({}))) as Record<string, unknown>);
}

/** A file that is made on asking: saved under its name by the browser. Rejects as `ask` does. */
export async function fetchFile(path: string, name: string): Promise<void> {
  const reply = await fetched(path, { body: {} });
  if (!reply.ok) throw new Answer(reply.status, (await reply.json().catch(() => ({}))) as Record<string, unknown>);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await reply.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

export const query = (params: Record<string, string | number | undefined | null>): string => {
  const pairs = Object.entries(params).filter(([, v]) => v !== undefined && v !== null && v !== '');
  return pairs.length ? `?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)])).toString()}` : '';
};
