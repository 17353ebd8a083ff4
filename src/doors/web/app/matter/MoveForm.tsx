import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useDraft } from '../../../../ground/ui/draft.ts';
import { SchemaForm } from '../../../../ground/ui/form/SchemaForm.tsx';
import { type FormSchema, missing, sent, startOf, type Values } from '../../../../ground/ui/form/schema.ts';
import { Cap } from '../../../../ground/ui/Keys.tsx';
import { useKeys } from '../../../../ground/ui/keys.ts';
import { Trouble } from '../../../../ground/ui/States.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { Answer } from '../http.ts';

interface Props {
  /** Names the draft: the same form opened again finds what was typed. */
  draftKey: string;
  schema: FormSchema;
  zh: string;
  submit: (values: Record<string, unknown>) => Promise<void>;
  start?: Values;
  /** Stands in a page beside others: does not take the focus or the keys. */
  quiet?: boolean;
  /** Shown beneath the fields, from what they hold now. */
  beneath?: ((values: Values) => ReactNode) | undefined;
}

/** The form of any move: drawn from its schema, kept while typed, with every refusal beside its cause. */
export function MoveForm({ draftKey, schema, zh, submit, start, quiet = false, beneath }: Props) {
  const draft = useDraft<Values>(draftKey, { ...startOf(schema), ...start });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [answer, setAnswer] = useState<Answer>();
  const [busy, setBusy] = useState(false);
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
    if (busy) return;
    const values = draft.value;
    const gaps = missing(schema, values);
    if (Object.keys(gaps).length > 0) return point(gaps);
    setBusy(true);
    setAnswer(undefined);
    setWrong({});
    try {
      await submit(sent({ ...startOf(schema), ...values }) as Values);
      draft.clear();
    } catch (error) {
      const no = error instanceof Answer ? error : new Answer(500, { message: String(error) });
      setAnswer(no);
      if (Object.keys(no.fields).length > 0) point(no.fields);
    } finally {
      setBusy(false);
    }
  };
  useKeys(quiet ? [] : [{ key: 'mod+enter', zh, run: () => void send(), always: true }]);
  useEffect(() => {
    if (!quiet) form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
  }, [quiet]);

  const stray = Object.entries(wrong).filter(([path]) => !schema.properties?.[path.split('.')[0] ?? '']);
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
      <SchemaForm
        schema={schema}
        values={draft.value}
        set={draft.set}
        wrong={wrong}
        ids={draftKey.replaceAll(/[^a-z0-9]/gi, '-')}
      />
      {beneath?.(draft.value)}
      {answer && <Trouble trouble={answer} kept />}
      {stray.map(([path, zhWrong]) => (
        <p key={path} className="danger small" role="alert">
          {zhWrong}
        </p>
      ))}
      <div className="row">
        <button type="submit" className="btn main" disabled={busy}>
          {busy ? say('正在办理…') : say(zh)} <Cap of="mod+enter" />
        </button>
        {draft.savedAt && <span className="small faint">{say('已随手保存，关掉也不会丢')}</span>}
      </div>
    </form>
  );
}
