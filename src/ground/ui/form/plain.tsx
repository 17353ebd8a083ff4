import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { sayCapital } from '../money.ts';
import { isChinese, say } from '../say.ts';
import { inChina } from '../when.ts';
import type { Widget, WidgetProps } from './SchemaForm.tsx';
import type { FormSchema } from './schema.ts';

const aria = (p: WidgetProps) => ({ id: p.id, 'aria-invalid': p.invalid || undefined, 'aria-describedby': p.describedBy });
const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));

const optionsOf = (schema: FormSchema): Array<[string, string]> =>
  schema.options ? Object.entries(schema.options) : (schema.enum ?? []).map((v) => [String(v), String(v)]);

function Choice(p: WidgetProps) {
  const options = optionsOf(p.schema);
  if (options.length > 6) {
    return (
      <Select
        id={p.id}
        value={p.value as string | undefined}
        onChange={p.set}
        showSearch={{ optionFilterProp: 'label' }}
        status={p.invalid ? 'error' : ''}
        placeholder={say('请选择')}
        options={options.map(([value, zh]) => ({ value, label: say(zh) }))}
      />
    );
  }
  return (
    <div className={`choices ${options.some(([, zh]) => zh.length > 10) ? 'lines' : ''}`}>
      {options.map(([value, zh]) => (
        <label key={value}>
          <input
            type="radio"
            name={p.id}
            value={value}
            checked={p.value === value}
            onChange={() => p.set(value)}
            aria-describedby={p.describedBy}
          />
          {say(zh)}
        </label>
      ))}
    </div>
  );
}

function Choices(p: WidgetProps) {
  const chosen = (Array.isArray(p.value) ? p.value : []) as string[];
  const flip = (value: string) => p.set(chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value]);
  return (
    <div className="choices lines">
      {optionsOf(p.schema.items ?? p.schema).map(([value, zh]) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => flip(value)} />
          {say(zh)}
        </label>
      ))}
    </div>
  );
}

const Tick = (p: WidgetProps) => (
  <label className="tick" htmlFor={p.id}>
    <input type="checkbox" {...aria(p)} checked={p.value === true} onChange={(e) => p.set(e.target.checked)} />
    {say(p.schema.zh ?? p.name)}
  </label>
);

/** Yuan on screen, whole fen underneath. */
function MoneyField(p: WidgetProps) {
  const fen = typeof p.value === 'number' ? p.value : null;
  return (
    <>
      <InputNumber
        {...aria(p)}
        value={fen === null ? null : fen / 100}
        min={0}
        precision={2}
        style={{ width: '100%' }}
        suffix={say('元')}
        controls={false}
        formatter={(v) => text(v).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}
        // An empty field is not zero: walking through with Tab must leave it empty.
        parser={(v) => (text(v).trim() === '' ? ('' as unknown as number) : Number(text(v).replaceAll(',', '')))}
        onChange={(yuan) => p.set(yuan === null ? undefined : Math.round(Number(yuan) * 100))}
      />
      {fen !== null && fen > 0 && (
        <p className="hint">
          {say('大写')}：{sayCapital(fen)}
        </p>
      )}
    </>
  );
}

const day = (p: WidgetProps) => (
  <DatePicker
    id={p.id}
    status={p.invalid ? 'error' : ''}
    style={{ width: '100%' }}
    placeholder={say('年-月-日')}
    format={isChinese() ? ['YYYY年M月D日', 'YYYY-MM-DD', 'YYYY-M-D', 'YYYYMMDD'] : 'YYYY-MM-DD'}
    value={p.value ? dayjs(text(p.value)) : null}
    onChange={(d) => p.set(d ? d.format('YYYY-MM-DD') : undefined)}
  />
);

/** Shown and typed in China's time, sent with its offset. */
const instant = (p: WidgetProps) => (
  <DatePicker
    id={p.id}
    status={p.invalid ? 'error' : ''}
    style={{ width: '100%' }}
    showTime={{ format: 'HH:mm' }}
    format={isChinese() ? ['YYYY年M月D日 HH:mm', 'YYYY-MM-DD HH:mm', 'YYYY-M-D H:mm'] : 'YYYY-MM-DD HH:mm'}
    placeholder={say('年-月-日 时:分')}
    value={p.value ? dayjs(inChina(text(p.value)).format('YYYY-MM-DDTHH:mm:ss')) : null}
    onChange={(d) => p.set(d ? `${d.format('YYYY-MM-DDTHH:mm')}:00+08:00` : undefined)}
  />
);

const few = (schema: FormSchema) => optionsOf(schema).length <= 6;
const choice: Widget = { draw: (p) => <Choice {...p} />, group: few };
const tick: Widget = { draw: (p) => <Tick {...p} />, bare: true };

export const plainWidgets: Record<string, Widget> = {
  text: {
    draw: (p) => (
      <input
        {...aria(p)}
        className="input"
        type="text"
        autoComplete="off"
        value={text(p.value)}
        onChange={(e) => p.set(e.target.value)}
      />
    ),
  },
  longtext: {
    draw: (p) => (
      <textarea {...aria(p)} className="input" rows={4} value={text(p.value)} onChange={(e) => p.set(e.target.value)} />
    ),
  },
  number: {
    draw: (p) => (
      <InputNumber
        {...aria(p)}
        style={{ width: '100%' }}
        value={p.value as number | null}
        onChange={(v) => p.set(v ?? undefined)}
      />
    ),
  },
  money: { draw: (p) => <MoneyField {...p} /> },
  date: { draw: day },
  datetime: { draw: instant },
  choice,
  declineCode: choice,
  password: {
    draw: (p) => (
      <input
        {...aria(p)}
        className="input"
        type="password"
        autoComplete="off"
        value={text(p.value)}
        onChange={(e) => p.set(e.target.value)}
      />
    ),
  },
  tags: { draw: (p) => <Lines {...p} /> },
  choices: { draw: (p) => <Choices {...p} />, group: true },
  rows: { draw: (p) => (p.schema.items?.enum ? <Choices {...p} /> : <Lines {...p} />), group: (s) => Boolean(s.items?.enum) },
  tick,
  confirm: tick,
};

/** A list of plain words: one a line. */
function Lines(p: WidgetProps) {
  const lines = (Array.isArray(p.value) ? p.value : []) as string[];
  return (
    <textarea
      {...aria(p)}
      className="input"
      rows={3}
      value={lines.join('\n')}
      placeholder={say('每行一项')}
      onChange={(e) => p.set(e.target.value === '' ? [] : e.target.value.split('\n'))}
    />
  );
}
