import { useEffect, useRef, useState } from 'react';
import { ListTable } from '../../../../ground/ui/ListTable.tsx';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { type Answer, ask } from '../http.ts';
import type { Joined, Receiving } from './model.ts';

interface Read {
  people: Joined[];
  errors: Array<{ row: number; trouble: string; content: string }>;
}
interface Props {
  form: Receiving;
  set: (change: Partial<Receiving>) => void;
  wrong: Record<string, string>;
}

/** One matter of many people: their table is pasted, read by the server, and shown before it counts. */
export function Others({ form, set, wrong }: Props) {
  const people = form.others ?? [];
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<Read['errors']>([]);
  const [trouble, setTrouble] = useState<Answer>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ set, asked: 0 });
  latest.current.set = set;
  useEffect(() => () => clearTimeout(timer.current), []);
  // The drafts kept by the page hold the people as read; the pasted text itself need not be kept twice.
  const read = async (typed: string) => {
    const mine = ++latest.current.asked;
    try {
      const found = typed.trim() ? await ask<Read>('/api/intake/people', { body: { text: typed } }) : { people: [], errors: [] };
      if (mine !== latest.current.asked) return;
      setTrouble(undefined);
      setErrors(found.errors);
      latest.current.set({ others: found.people.length > 0 ? found.people : undefined });
    } catch (error) {
      if (mine === latest.current.asked) setTrouble(error as Answer);
    }
  };
  const typed = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void read(next), 400);
  };
  const refused = Object.entries(wrong).filter(([path]) => path.startsWith('others'));
  return (
    <details className="card" open={people.length > 0 || undefined}>
      <summary className="strong">
        {say('一起来的人（粘贴表格）')}
        {people.length > 0 && <span className="soft num"> {say('{{n}}人', { n: people.length })}</span>}
      </summary>
      <div className="field" style={{ marginBlock: 8 }}>
        <label htmlFor="others-text">{say('从表格里复制，粘贴到这里')}</label>
        <p className="hint" id="others-hint">
          {say('一行一人：姓名、电话、身份证号、分组；有没有表头都行。')}
        </p>
        <textarea
          id="others-text"
          className="input"
          rows={4}
          aria-describedby="others-hint"
          value={text}
          onChange={(e) => typed(e.target.value)}
        />
      </div>
      {trouble && <Trouble trouble={trouble} />}
      {refused.map(([path, zh]) => (
        <p key={path} className="danger small" role="alert">
          {/^others\.(\d+)/.test(path) && say('第{{n}}人：', { n: Number(path.split('.')[1]) + 1 })}
          {zh}
        </p>
      ))}
      <div role="status">
        {people.length > 0 && <p className="small">{say('认出{{n}}人，会和这件事一起登记。', { n: people.length })}</p>}
        {errors.length > 0 && (
          <p className="small danger">{say('{{n}}行没有读进来，改好再粘贴；别的行不受影响。', { n: errors.length })}</p>
        )}
      </div>
      {errors.length > 0 && (
        <ul className="small" style={{ marginBottom: 8 }}>
          {errors.slice(0, 50).map((e) => (
            <li key={e.row}>
              {say('第{{n}}行', { n: e.row })}：{e.trouble} <span className="faint">{e.content}</span>
            </li>
          ))}
        </ul>
      )}
      {people.length > 0 && <Joining people={people} />}
      {people.length > 0 && (
        <button
          type="button"
          className="btn slim quiet"
          onClick={() => {
            setText('');
            void read('');
          }}
        >
          {say('去掉这些人')}
        </button>
      )}
    </details>
  );
}

function Joining({ people }: { people: Joined[] }) {
  return (
    <div style={{ maxHeight: 320, overflowY: 'auto' }}>
      <ListTable
        rows={people.map((p, at) => ({ ...p, at }))}
        keyOf={(p) => String(p.at)}
        caption="一起来的人"
        columns={[
          {
            zh: '姓名',
            bare: true,
            cell: (p) => (
              <>
                {p.name} {p.representative && <span className="word kept">{say('代表')}</span>}
              </>
            ),
          },
          { zh: '电话', cell: (p) => <span className="code">{p.phone}</span> },
          { zh: '身份证号', cell: (p) => <span className="code">{p.idNumber}</span> },
          { zh: '分组', cell: (p) => p.groupLabel },
        ]}
      />
    </div>
  );
}
