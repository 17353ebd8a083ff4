/** A program that talks to the house over HTTP, as the contract has it. */
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { password } from './house.fixture.ts';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON; undefined where it is none. */
  body: T;
}

export interface Caller {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  raw(method: string, path: string, body: Buffer | string | undefined, headers?: Record<string, string>): Promise<Answer>;
  csrf: string;
  close(): void;
}

/** Rejects only when the connection breaks: no answer is not an answer. */
export function callerOf(url: string, cookie = '', csrf = '', sockets = 1): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets });
  const raw: Caller['raw'] = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const length: Record<string, string> = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const own = { ...(cookie && { cookie }), ...(csrf && { 'x-csrf-token': csrf }), ...length, ...headers };
      const call = request(`${url}${path}`, { method, agent, headers: own }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          if (!response.complete) return reject(new Error('cut off'));
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode!, headers: response.headers, text, body: jsonOf(text) });
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  return {
    csrf,
    raw,
    get: (path) => raw('GET', path, undefined),
    post: (path, body = {}, headers = {}) =>
      raw('POST', path, JSON.stringify(body), { 'content-type': 'application/json', ...headers }),
    close: () => agent.destroy(),
  };
}

function jsonOf(text: string): never {
  try {
    return JSON.parse(text) as never;
  } catch {
    return undefined as never;
  }
}

/** Signs a demo account in. */
export async function signIn(url: string, username: string, sockets = 1): Promise<Caller> {
  const door = callerOf(url);
  const { status, headers, body, text } = await door.post('/api/session', { username, password });
  door.close();
  if (status !== 200) throw new Error(`${username} could not sign in: ${status} ${text}`);
  const cookie = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
  return callerOf(url, cookie, String(body.csrfToken), sockets);
}
