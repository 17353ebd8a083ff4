import { useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import { everybody, type Live, reworded, said } from './record.ts';

interface Props {
  live: Live;
  set: (next: Live) => void;
}

/** Who is speaking, and the words: one tap, then typing. Enter writes the line down; Shift and Enter goes to a new line within it. */
export function Speaking({ live, set }: Props) {
  const names = [...everybody(live), say('调解员')];
  return (
    <section className="card stack" aria-labelledby="speaking-title">
      <h2 id="speaking-title">{say('谁在说')}</h2>
      <fieldset className="speakers">
        <legend className="unseen">{say('谁在说')}</legend>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className={`btn ${live.speaker === name ? 'main' : ''}`}
            aria-pressed={live.speaker === name}
            onClick={() => {
              set({ ...live, speaker: name });
              document.getElementById('speaking-words')?.focus();
            }}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="speaking-words">{say('{{name}}说', { name: live.speaker || say('调解员') })}</label>
        <textarea
          id="speaking-words"
          className="input"
          rows={3}
          value={live.typing}
          onChange={(e) => set({ ...live, typing: e.target.value })}
          onKeyDown={(e) => {
            // An input method ends its own word with Enter too.
            if (e.key !== 'Enter' || e.shiftKey || e.nativeEvent.isComposing) return;
            e.preventDefault();
            set(said(live));
          }}
        />
      </div>
      <button type="button" className="btn main" onClick={() => set(said(live))} disabled={!live.typing.trim()}>
        {say('记下这一句')}
      </button>
    </section>
  );
}

export function Written({ live, set }: Props) {
  const [edited, setEdited] = useState<string>();
  const change = (id: string, words: string) =>
    set(reworded(live, { lines: live.lines.map((line) => (line.id === id ? { ...line, words } : line)) }));
  return (
    <section className="card" aria-labelledby="written-title">
      <div className="head">
        <h2 id="written-title">{say('记下的话')}</h2>
        <span className="small faint">{say('{{n}}句', { n: live.lines.length })}</span>
      </div>
      {live.lines.length === 0 && <p className="soft">{say('还没有记。先点是谁在说，再打字，按回车。')}</p>}
      <ol className="plain stack tight">
        {live.lines.map((line) => (
          <li key={line.id} className="said">
            <p className="row tight">
              <span className="strong">{line.who}</span>
              <span className="small faint">
                <When at={line.at} />
              </span>
              <button
                type="button"
                className="btn quiet slim push"
                onClick={() => setEdited(edited === line.id ? undefined : line.id)}
              >
                {say(edited === line.id ? '改好了' : '改')}
                <span className="unseen">{line.words.slice(0, 20)}</span>
              </button>
              <button
                type="button"
                className="btn quiet slim"
                onClick={() => set(reworded(live, { lines: live.lines.filter(({ id }) => id !== line.id) }))}
              >
                {say('去掉')}
                <span className="unseen">{line.words.slice(0, 20)}</span>
              </button>
            </p>
            {edited === line.id ? (
              <textarea
                className="input"
                aria-label={say('改这一句')}
                value={line.words}
                onChange={(e) => change(line.id, e.target.value)}
              />
            ) : (
              <p className="pre">{line.words}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

const lists = [
  ['agreed', '谈成的', '例如：月底前重做防水'],
  ['disputed', '没谈成的', '例如：赔多少'],
  ['offers', '各方的提议', '例如：李国强：愿意赔三千'],
] as const;

export function Points({ live, set }: Props) {
  return (
    <section className="card stack" aria-labelledby="points-title">
      <h2 id="points-title">{say('要点')}</h2>
      {lists.map(([name, zh, hint]) => (
        <PointList key={name} zh={zh} hint={hint} list={live[name]} set={(list) => set(reworded(live, { [name]: list }))} />
      ))}
      <fieldset className="field">
        <legend>{say('结果')}</legend>
        <div className="choices">
          {(['agreed', 'not', 'continue'] as const).map((result) => (
            <label key={result}>
              <input
                type="radio"
                name="result"
                checked={live.result === result}
                onChange={() => set(reworded(live, { result }))}
              />
              {say({ agreed: '谈成了', not: '没有谈成', continue: '下次继续' }[result])}
            </label>
          ))}
        </div>
      </fieldset>
    </section>
  );
}

function PointList({ zh, hint, list, set }: { zh: string; hint: string; list: string[]; set: (list: string[]) => void }) {
  const [next, setNext] = useState('');
  const add = () => {
    if (next.trim() && !list.includes(next.trim())) set([...list, next.trim()]);
    setNext('');
  };
  const id = `point-${zh}`;
  return (
    <div className="field">
      <label htmlFor={id}>{say(zh)}</label>
      {list.length > 0 && (
        <ul className="plain">
          {list.map((point) => (
            <li key={point} className="row tight">
              <span className="grow pre">{point}</span>
              <button type="button" className="btn quiet slim" onClick={() => set(list.filter((one) => one !== point))}>
                {say('去掉')}
                <span className="unseen">{point.slice(0, 20)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="point-add">
        <input
          id={id}
          className="input"
          placeholder={say(hint)}
          value={next}
          onChange={(e) => setNext(e.target.value)}
          // What was typed counts, also when the next thing is tapped.
          onBlur={add}
          onKeyDown={(e) => {
            if (e.key !== 'Enter' || e.nativeEvent.isComposing) return;
            e.preventDefault();
            add();
          }}
        />
        <button type="button" className="btn" onClick={add}>
          {say('加上')}
        </button>
      </div>
    </div>
  );
}
