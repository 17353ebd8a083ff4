type Child = Node | string | null | undefined | false;
type Props = Record<string, string | ((event: Event) => void) | undefined>;

/** An element with its words as text: nothing that came from the server is ever read as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined) element.setAttribute(name, value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** Instead of what stood there. */
export function fill(element: Element, ...children: Child[]): void {
  element.textContent = '';
  for (const child of children) if (child) element.append(child);
}

/** Shows one thing, and tells its heading to who listens instead of reading. */
export function show(...children: Child[]): void {
  const main = document.querySelector('main')!;
  fill(main, ...children);
  const heading = main.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
  window.scrollTo(0, 0);
}

export interface Trouble {
  message: string;
  waysOn: string[];
}

/** Asks the server; what it answers instead comes as a trouble with its ways on. */
export async function ask<T>(path: string, body?: object): Promise<T> {
  const answer = await fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : undefined,
  }).catch(() => undefined);
  if (!answer) throw { message: '网络断了，还没有送到。', waysOn: ['网络好了再点一次，写好的还在'] } satisfies Trouble;
  const said = (await answer.json().catch(() => ({}))) as T & Partial<Trouble>;
  if (answer.ok) return said;
  throw { message: said.message ?? '没有办成。', waysOn: said.waysOn ?? ['请打中心电话'] } satisfies Trouble;
}

export const troubleNote = ({ message, waysOn }: Trouble): HTMLElement =>
  make(
    'div',
    { class: 'trouble', role: 'alert' },
    make('p', {}, make('strong', {}, message)),
    make('ul', {}, ...waysOn.map((way) => make('li', {}, way))),
  );

export const sayDay = (day: string): string => day.replace(/^(\d+)-0?(\d+)-0?(\d+).*$/, '$1年$2月$3日');
