import { createContext, Fragment, type ReactNode, useContext } from 'react';
import { say } from '../say.ts';
import { plainWidgets } from './plain.tsx';
import { type FormSchema, plainOf, type Values, widgetOf } from './schema.ts';

export interface WidgetProps {
  id: string;
  name: string;
  schema: FormSchema;
  value: unknown;
  set: (value: unknown) => void;
  invalid: boolean;
  describedBy: string | undefined;
}
/** `group`: the control is several controls and wants a legend instead of a label. */
export interface Widget {
  draw: (props: WidgetProps) => ReactNode;
  group?: boolean | ((schema: FormSchema) => boolean);
  /** The control carries its own label (a tick). */
  bare?: boolean;
}

/** Controls that know the work (a person of this matter, a body of this centre) are handed in from above. */
export const WidgetShelf = createContext<Record<string, Widget>>({});

interface Props {
  schema: FormSchema;
  values: Values;
  set: (values: Values) => void;
  wrong: Record<string, string>;
  path?: string;
  ids?: string;
  /** What helps with one field, shown before it. */
  before?: Readonly<Record<string, ReactNode>> | undefined;
}

const isShort = (schema: FormSchema): boolean => /^(text|number|tick|date|choice|money)$/.test(widgetOf(plainOf(schema)));

/** A form drawn from a schema: label, hint, control, and what is wrong beside the field it is wrong in. */
export function SchemaForm({ schema, values, set, wrong, path = '', ids = 'f', before }: Props) {
  const fields = Object.entries(schema.properties ?? {});
  return (
    <div className={path && fields.every(([, f]) => isShort(f)) ? 'twin' : 'stack'}>
      {fields.map(([name, field]) => (
        <Fragment key={name}>
          {before?.[name]}
          <Field
            name={name}
            schema={field}
            needed={schema.required?.includes(name) ?? false}
            path={path + name}
            ids={ids}
            value={values[name]}
            set={(value) => set({ ...values, [name]: value })}
            wrong={wrong}
          />
        </Fragment>
      ))}
    </div>
  );
}

interface FieldProps {
  name: string;
  schema: FormSchema;
  needed: boolean;
  path: string;
  ids: string;
  value: unknown;
  set: (value: unknown) => void;
  wrong: Record<string, string>;
}

function Field({ name, schema: asGiven, needed, path, ids, value, set, wrong }: FieldProps) {
  const schema = plainOf(asGiven);
  const shelf = useContext(WidgetShelf);
  const kind = widgetOf(schema);
  if (kind === 'hidden') return null;
  if (kind === 'group' || (schema.properties && !shelf[kind]))
    return <Group {...{ name, schema, needed, path, ids, value, set, wrong }} />;
  if (schema.items?.properties && !shelf[kind]) return <Rows {...{ name, schema, needed, path, ids, value, set, wrong }} />;
  const widget = shelf[kind] ?? plainWidgets[kind] ?? plainWidgets.text!;
  const id = `${ids}-${path.replaceAll('.', '-')}`;
  const error = wrong[path] ?? Object.entries(wrong).find(([at]) => at.startsWith(`${path}.`))?.[1];
  const describedBy = [schema.hint && `${id}-hint`, error && `${id}-wrong`].filter(Boolean).join(' ') || undefined;
  const group = typeof widget.group === 'function' ? widget.group(schema) : widget.group;
  const label = (
    <>
      {say(schema.zh ?? schema.title ?? name)}
      {!needed && schema.default === undefined && !/可不填|没有就不填|必填/.test(schema.zh ?? '') && kind !== 'tick' && (
        <span className="faint small">（{say('可不填')}）</span>
      )}
    </>
  );
  const control = widget.draw({ id, name, schema, value: value ?? schema.default, set, invalid: Boolean(error), describedBy });
  const Frame = group ? 'fieldset' : 'div';
  return (
    <Frame className="field" {...(group ? { 'aria-describedby': describedBy } : {})}>
      {group ? <legend>{label}</legend> : widget.bare ? null : <label htmlFor={id}>{label}</label>}
      {schema.hint && (
        <p className="hint" id={`${id}-hint`}>
          {say(schema.hint)}
        </p>
      )}
      {control}
      {error && (
        <p className="wrong" id={`${id}-wrong`} role="alert">
          {error}
        </p>
      )}
    </Frame>
  );
}

function Group({ name, schema, path, ids, value, set, wrong }: FieldProps) {
  return (
    <fieldset className="field">
      <legend>{say(schema.zh ?? name)}</legend>
      <div className="sub">
        <SchemaForm schema={schema} values={(value ?? {}) as Values} set={set} wrong={wrong} path={`${path}.`} ids={ids} />
      </div>
    </fieldset>
  );
}

function Rows({ name, schema, path, ids, value, set, wrong }: FieldProps) {
  const rows = (Array.isArray(value) ? value : []) as Values[];
  const put = (i: number, row: Values) => set(rows.map((old, k) => (k === i ? row : old)));
  return (
    <fieldset className="field">
      <legend>{say(schema.zh ?? name)}</legend>
      {schema.hint && <p className="hint">{say(schema.hint)}</p>}
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
        <div key={i} className="sub stack tight">
          <div className="row">
            <span className="strong">{say('第{{n}}项', { n: i + 1 })}</span>
            <button type="button" className="link small push" onClick={() => set(rows.filter((_, k) => k !== i))}>
              {say('去掉这一项')}
            </button>
          </div>
          <SchemaForm
            schema={schema.items!}
            values={row}
            set={(next) => put(i, next)}
            wrong={wrong}
            path={`${path}.${i}.`}
            ids={ids}
          />
        </div>
      ))}
      {wrong[path] && (
        <p className="wrong" role="alert">
          {wrong[path]}
        </p>
      )}
      <div>
        <button type="button" className="btn slim" onClick={() => set([...rows, {}])}>
          {say('加一项')}
        </button>
      </div>
    </fieldset>
  );
}
