import { useRef, useState } from 'react';
import { SchemaForm } from '../../../../ground/ui/form/SchemaForm.tsx';
import { missing, sent, startOf, type Values } from '../../../../ground/ui/form/schema.ts';
import { Cap } from '../../../../ground/ui/Keys.tsx';
import { useKeys } from '../../../../ground/ui/keys.ts';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { Answer, ask } from '../http.ts';
import type { Calculator, Reckoning } from './reckoning.ts';

/** The form of one calculator. What is typed stays in this window and is gone with it. */
export function ReckonForm({ calculator, done }: { calculator: Calculator; done: (result: Reckoning | undefined) => void }) {
  const { schema, code } = calculator;
  const [values, setValues] = useState<Values>(() => startOf(schema));
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [answer, setAnswer] = useState<Answer>();
  const form = useRef<HTMLFormElement>(null);
  const point = (fields: Record<string, string>) => {
    setWrong(fields);
    requestAnimationFrame(() =>
      form.current
        ?.querySelector<HTMLElement>('[aria-invalid=true], .field:has(.wrong) input, .field:has(.wrong) textarea')
        ?.focus(),
    );
  };
  const send = async () => {
    setAnswer(undefined);
    setWrong({});
    const gaps = missing(schema, values);
    if (Object.keys(gaps).length > 0) return point(gaps);
    try {
      done(await ask<Reckoning>(`/api/reckon/${code}`, { body: sent({ ...startOf(schema), ...values }) }));
    } catch (error) {
      done(undefined);
      const no = error instanceof Answer ? error : new Answer(500, { message: String(error) });
      setAnswer(no);
      if (Object.keys(no.fields).length > 0) point(no.fields);
    }
  };
  useKeys([{ key: 'mod+enter', zh: '计算', run: () => void send(), always: true }]);
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void send();
      }}
    >
      <SchemaForm schema={schema} values={values} set={setValues} wrong={wrong} ids={`reckon-${code}`} />
      {answer && <Trouble trouble={answer} kept />}
      <div className="row">
        <button type="submit" className="btn main">
          {say('计算')} <Cap of="mod+enter" />
        </button>
        <button
          type="button"
          className="btn quiet"
          onClick={() => {
            setValues(startOf(schema));
            setWrong({});
            setAnswer(undefined);
            done(undefined);
          }}
        >
          {say('清空重填')}
        </button>
      </div>
    </form>
  );
}
