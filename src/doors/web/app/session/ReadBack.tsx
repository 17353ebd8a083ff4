import { useEffect, useRef } from 'react';
import { printOn } from '../../../../ground/ui/print.ts';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { everybody, type Live, pagesOf, said } from './record.ts';
import { PointsRead } from './Sheet.tsx';

/** Read out to all, in large type, page by page; each signs each page. */
export function ReadBack({ live: now, set, close }: { live: Live; set: (next: Live) => void; close: () => void }) {
  const live = said(now);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus();
    window.scrollTo(0, 0);
  }, []);
  const pages = pagesOf(live.lines);
  const names = everybody(live);
  const marked = (page: number, name: string) => live.marks.find((mark) => mark.page === page && mark.name === name);
  const flip = (page: number, name: string) => {
    const others = live.marks.filter((mark) => mark.page !== page || mark.name !== name);
    set({ ...live, marks: marked(page, name) ? others : [...others, { page, name, at: new Date().toISOString() }] });
  };
  return (
    <article className="readback stack" aria-labelledby="readback-title">
      <div className="row no-print">
        <h2 id="readback-title" ref={title} tabIndex={-1}>
          {say('读给大家听')}
        </h2>
        <button type="button" className="btn push" onClick={() => printOn('A4')}>
          {say('打印A4')}
        </button>
        <button type="button" className="btn" onClick={close}>
          {say('回去改')}
        </button>
      </div>
      <p>
        <When at={live.at} full /> · {live.place || say('（地点没写）')}
        <br />
        {say('到场的人')}：{names.join('、')}
      </p>
      {pages.map((lines, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number
        <section key={at} className="readback-page stack" aria-label={say('第{{n}}页', { n: at + 1 })}>
          {lines.map((line) => (
            <p key={line.id} className="pre">
              <span className="strong">{line.who}：</span>
              {line.words}
            </p>
          ))}
          {at === pages.length - 1 && (
            <>
              <PointsRead zh="谈成的" list={live.agreed} />
              <PointsRead zh="没谈成的" list={live.disputed} />
              <PointsRead zh="各方的提议" list={live.offers} />
            </>
          )}
          <div className="marks">
            <span className="small soft">
              {say('第{{n}}页，共{{all}}页', { n: at + 1, all: pages.length })}
              {' · '}
              {say('在这一页签名的：')}
            </span>
            {names.map((name) => {
              const mark = marked(at + 1, name);
              return (
                <button
                  key={name}
                  type="button"
                  className={`btn ${mark ? 'main' : ''}`}
                  aria-pressed={mark !== undefined}
                  onClick={() => flip(at + 1, name)}
                >
                  {mark ? '✓ ' : ''}
                  {name}
                  {mark && <span className="small">{new Date(mark.at).toTimeString().slice(0, 5)}</span>}
                </button>
              );
            })}
          </div>
        </section>
      ))}
      <label className="tick no-print">
        <input type="checkbox" checked={live.readBack} onChange={(e) => set({ ...live, readBack: e.target.checked })} />
        {say('已从头读给在场的人听，各方说记得对')}
      </label>
      <button type="button" className="btn main no-print" onClick={close}>
        {say('读好了')}
      </button>
    </article>
  );
}
