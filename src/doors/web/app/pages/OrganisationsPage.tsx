import { useEffect, useState } from 'react';
import { ListTable } from '../../../../ground/ui/ListTable.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { ExportRows } from '../pieces/Export.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { useDuties, useOrganisations, usePlaces } from '../pieces/names.ts';
import { Page } from '../pieces/Page.tsx';
import { answersTo, loadInitials } from '../shell/initials.ts';

const listed = (value: unknown): string =>
  Array.isArray(value)
    ? value.join('、')
    : typeof value === 'string'
      ? value
      : value && typeof value === 'object'
        ? Object.values(value).flat().join('、')
        : '';
const kinds: Record<string, string> = {
  committee: '调解委员会',
  industry: '行业专业调委会',
  commercial: '商事调解组织',
  agency: '部门',
  court: '法院',
  studio: '调解工作室',
  association: '调解员联合会',
  centre: '中心',
  administrative: '行政调解机构',
  police: '公安',
  procuratorate: '检察院',
};

/** The bodies that mediate, handle and take over. */
export default function OrganisationsPage() {
  const list = useOrganisations();
  const { data: places } = usePlaces();
  const [typed, setTyped] = useState('');
  const place = (code: string | null) => places?.find((p) => p.code === code)?.zh ?? '';
  const named = useDuties();
  const duties = (value: unknown) => (Array.isArray(value) ? named(value) : listed(value));
  const rows = (list.data ?? []).filter((o) => answersTo(o.zh, typed));
  return (
    <Page
      title={say('组织')}
      acts={
        <ExportRows
          name={say('组织')}
          head={['名称', '简称', '类别', '所在', '职责']}
          rows={rows.map((o) => [o.zh, o.shortName, say(kinds[o.kind] ?? o.kind), place(o.placeCode), duties(o.duties)])}
        />
      }
    >
      <Loaded of={list}>
        {() => (
          <>
            <Finder id="org-find" zh="找一个组织" value={typed} set={setTyped} />
            <ListTable
              rows={rows}
              keyOf={(o) => o.id}
              caption="组织"
              columns={[
                { zh: '名称', bare: true, cell: (o) => <span className="strong">{o.zh}</span> },
                { zh: '类别', cell: (o) => say(kinds[o.kind] ?? o.kind) },
                { zh: '所在', cell: (o) => place(o.placeCode) },
                { zh: '职责', cell: (o) => duties(o.duties) && <span className="small">{duties(o.duties)}</span> },
              ]}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

export function Finder({ id, zh, value, set }: { id: string; zh: string; value: string; set: (v: string) => void }) {
  const [, setReady] = useState(false);
  useEffect(() => {
    void loadInitials().then(() => setReady(true));
  }, []);
  return (
    <search className="filters no-print">
      <div className="field wide">
        <label htmlFor={id}>{say(zh)}</label>
        <input id={id} className="input" type="search" value={value} onChange={(e) => set(e.target.value)} />
      </div>
    </search>
  );
}
