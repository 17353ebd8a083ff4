import { useEffect, useState } from 'react';
import { say } from '../../../../ground/ui/say.ts';
import { PickOne, PlaceCodeField } from '../widgets/Pick.tsx';
import { useOrganisations } from './names.ts';
import { useRules } from './Promise.tsx';

const states: Array<[string, string]> = [
  ['REGISTERED', '已登记'],
  ['SCREENING', '甄别中'],
  ['NOT_ACCEPTED', '不予受理'],
  ['REFERRED', '已转介'],
  ['ACCEPTED', '已受理'],
  ['CONSENT', '征询意愿'],
  ['ASSIGNED', '已定调解员'],
  ['MEDIATING', '调解中'],
  ['SUSPENDED', '中止'],
  ['SIGNING', '待签署'],
  ['EFFECTIVE', '协议生效'],
  ['TERMINATED', '调解终止'],
  ['CLOSED', '已办结'],
  ['ARCHIVED', '已归档'],
  ['RECEIVED', '已收到'],
  ['ANSWERED', '已答复'],
  ['PASSED', '已转办'],
  ['DONE', '已办结（短程）'],
];
const kinds: Array<[string, string]> = [
  ['dispute', '纠纷'],
  ['enquiry', '咨询'],
  ['service', '求助'],
  ['hazard', '隐患'],
  ['tip', '线索'],
  ['consultation', '来访咨询'],
];

interface Props {
  values: Record<string, string>;
  set: (values: Record<string, string>) => void;
  open: boolean;
  toggle: () => void;
}

export function Filters({ values, set, open, toggle }: Props) {
  const [typed, setTyped] = useState(values.query ?? '');
  const { data: rules } = useRules();
  const organisations = useOrganisations();
  const put = (name: string, value: string | undefined) => {
    const next = { ...values };
    if (value) next[name] = value;
    else delete next[name];
    set(next);
  };
  useEffect(() => setTyped(values.query ?? ''), [values]);
  const categories = (rules?.categories ?? []).map((c) => [String(c.code ?? c.key), String(c.zh)] as [string, string]);
  const beyond = ['kind', 'category', 'place', 'organisation'].filter((n) => values[n]).length;
  return (
    <search>
      <form
        className="filters no-print"
        onSubmit={(e) => {
          e.preventDefault();
          put('query', typed.trim());
        }}
      >
        <div className="field wide">
          <label htmlFor="q">{say('编码、内容、姓名、手机号')}</label>
          <input
            id="q"
            className="input"
            type="search"
            value={typed}
            onChange={(e) => setTyped(e.target.value)}
            onBlur={() => {
              if (typed.trim() !== (values.query ?? '')) put('query', typed.trim());
            }}
          />
        </div>
        <Choose id="state" zh="状态" all="所有状态" options={states} value={values.state} set={(v) => put('state', v)} />
        <button type="submit" className="btn">
          {say('搜索')}
        </button>
        <button
          type="button"
          className="btn"
          aria-pressed={values.overdue === '1'}
          onClick={() => put('overdue', values.overdue ? undefined : '1')}
        >
          {values.overdue === '1' ? '✓ ' : ''}
          {say('只看超时')}
        </button>
        <button
          type="button"
          className="btn"
          aria-pressed={values.mine === '1'}
          onClick={() => put('mine', values.mine ? undefined : '1')}
        >
          {values.mine === '1' ? '✓ ' : ''}
          {say('只看我的')}
        </button>
        <button type="button" className="btn quiet" aria-expanded={open} onClick={toggle}>
          {open ? say('收起筛选') : say('更多筛选')}
          {beyond > 0 && `（${beyond}）`}
        </button>
        {open && (
          <>
            <Choose id="kind" zh="种类" all="所有种类" options={kinds} value={values.kind} set={(v) => put('kind', v)} />
            <Choose
              id="category"
              zh="类别"
              all="所有类别"
              options={categories}
              value={values.category}
              set={(v) => put('category', v)}
            />
            <div className="field">
              <label htmlFor="f-place">{say('地方')}</label>
              <PlaceCodeField id="f-place" value={values.place} set={(v) => put('place', v as string)} invalid={false} />
            </div>
            <div className="field">
              <label htmlFor="f-org">{say('办理单位')}</label>
              <PickOne
                p={{ id: 'f-org', value: values.organisation, set: (v) => put('organisation', v as string), invalid: false }}
                options={[
                  { value: 'none', label: say('中心（未分派）') },
                  ...(organisations.data ?? []).map((o) => ({ value: o.id, label: o.zh })),
                ]}
                loading={organisations.isLoading}
              />
            </div>
          </>
        )}
      </form>
    </search>
  );
}

/** A list of one's own; without `all` something is always chosen. */
export function Choose({
  id,
  zh,
  all,
  options,
  value,
  set,
}: {
  id: string;
  zh: string;
  all?: string;
  options: Array<[string, string]>;
  value: string | undefined;
  set: (v: string) => void;
}) {
  return (
    <div className="field">
      <label htmlFor={`f-${id}`}>{say(zh)}</label>
      <select id={`f-${id}`} className="input" value={value ?? ''} onChange={(e) => set(e.target.value)}>
        {all && <option value="">{say(all)}</option>}
        {options.map(([code, name]) => (
          <option key={code} value={code}>
            {say(name)}
          </option>
        ))}
      </select>
    </div>
  );
}
