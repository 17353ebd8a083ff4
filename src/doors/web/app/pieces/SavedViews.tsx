import { useState } from 'react';
import { first } from '../../../../ground/ui/first.ts';
import { say } from '../../../../ground/ui/say.ts';

type View = Record<string, string>;
const shelf = 'jf.views';
const read = (): Record<string, View> => JSON.parse(localStorage.getItem(shelf) ?? '{}') as Record<string, View>;
const same = (a: View, b: View) => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** Filters kept under a name, on this machine. */
export function SavedViews({ current, choose }: { current: View; choose: (view: View) => void }) {
  const [views, setViews] = useState(read);
  const [naming, setNaming] = useState(false);
  const put = (next: Record<string, View>) => {
    localStorage.setItem(shelf, JSON.stringify(next));
    setViews(next);
  };
  const known = Object.entries(views).find(([, v]) => same(v, current));
  const any = Object.keys(current).length > 0;
  if (Object.keys(views).length === 0 && !any) return null;
  return (
    <div className="row tight small no-print" style={{ marginBottom: 8 }}>
      {Object.entries(views).map(([name, view]) => (
        <button
          key={name}
          type="button"
          className={`btn slim ${known?.[0] === name ? 'main' : ''}`}
          aria-pressed={known?.[0] === name}
          onClick={() => choose(view)}
        >
          {name}
        </button>
      ))}
      {any && (
        <button type="button" className="btn quiet slim" onClick={() => choose({})}>
          {say('去掉全部筛选')}
        </button>
      )}
      {any && !known && !naming && (
        <button type="button" className="btn quiet slim" onClick={() => setNaming(true)}>
          {say('存下这组筛选')}
        </button>
      )}
      {known && (
        <button
          type="button"
          className="btn quiet slim"
          onClick={() => put(Object.fromEntries(Object.entries(views).filter(([n]) => n !== known[0])))}
        >
          {say('删掉“{{name}}”', { name: known[0] })}
        </button>
      )}
      {naming && (
        <form
          className="row tight"
          onSubmit={(e) => {
            e.preventDefault();
            const name = String(new FormData(e.currentTarget).get('name') ?? '').trim();
            if (name) put({ ...views, [name]: current });
            setNaming(false);
          }}
        >
          <input
            name="name"
            className="input"
            style={{ width: 160 }}
            maxLength={20}
            aria-label={say('这组筛选叫什么')}
            placeholder={say('这组筛选叫什么')}
            ref={first}
          />
          <button type="submit" className="btn slim">
            {say('存下')}
          </button>
        </form>
      )}
    </div>
  );
}
