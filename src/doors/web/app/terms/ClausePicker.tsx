import { useState } from 'react';
import { SchemaForm } from '../../../../ground/ui/form/SchemaForm.tsx';
import { missing, type Values } from '../../../../ground/ui/form/schema.ts';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { Answer } from '../http.ts';
import { type Clause, schemaFor, type Terms, useClauses, write } from './terms.ts';

interface Props {
  terms: Terms;
  values: Values;
  set: (values: Values) => void;
}

/** Ready-made clauses: fill the gaps once, the words and the plan are written together. Writing freely stays as it was. */
export function ClausePicker({ terms, values, set }: Props) {
  const { data } = useClauses(terms.category);
  const [code, setCode] = useState('');
  const clauses = data?.clauses ?? [];
  const clause = clauses.find((one) => one.code === code);
  const groups = [...new Set(clauses.map(({ group }) => group))];
  return (
    <section className="sub stack tight" aria-label={say('条款库')}>
      <div className="field">
        <label htmlFor="clause">{say('从条款库选一条（也可以直接写）')}</label>
        <select id="clause" className="input" value={code} onChange={(e) => setCode(e.target.value)}>
          <option value="">{say('请选择')}</option>
          {groups.map((group) => (
            <optgroup key={group} label={say(group)}>
              {clauses
                .filter((one) => one.group === group)
                .map((one) => (
                  <option key={one.code} value={one.code}>
                    {say(one.zh)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </div>
      {clause && <Gaps key={clause.code} clause={clause} terms={terms} values={values} set={set} close={() => setCode('')} />}
    </section>
  );
}

function Gaps({ clause, terms, values, set, close }: Props & { clause: Clause; close: () => void }) {
  const schema = schemaFor(clause, terms);
  const [filled, setFilled] = useState<Values>({});
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [answer, setAnswer] = useState<Answer>();
  const put = async () => {
    const gaps = missing(schema, filled);
    setWrong(gaps);
    if (Object.keys(gaps).length > 0) return;
    try {
      set(await write(clause, filled, values, terms));
      close();
    } catch (error) {
      const no = error instanceof Answer ? error : new Answer(500, { message: String(error) });
      setWrong(no.fields);
      setAnswer(no);
    }
  };
  return (
    // Enter in a gap writes the clause; it must not send the whole form.
    // biome-ignore lint/a11y/noStaticElementInteractions: only catches the key of the fields inside
    <div
      className="stack tight"
      onKeyDown={(e) => {
        if (e.key !== 'Enter' || !(e.target instanceof HTMLInputElement) || e.target.closest('.ant-picker, .ant-select')) return;
        e.preventDefault();
        void put();
      }}
    >
      <p className="small soft">
        {clause.text.replace(/\{(\w+)\}/g, (_, name: string) => `【${clause.slots[name]?.zh ?? ''}】`)}
      </p>
      <SchemaForm schema={schema} values={filled} set={setFilled} wrong={wrong} ids={`clause-${clause.code}`} />
      {clause.obligation && (
        <p className="small soft">
          {say('怎样算做到了：')}
          {clause.obligation.proof}
        </p>
      )}
      <p className="small faint">{clause.basis}</p>
      {answer && <Trouble trouble={answer} />}
      <div className="row tight">
        <button type="button" className="btn slim main" onClick={() => void put()}>
          {say('写进协议和履行安排')}
        </button>
        <button type="button" className="btn slim" onClick={close}>
          {say('不用这一条')}
        </button>
      </div>
    </div>
  );
}
