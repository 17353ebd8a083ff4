import { useState } from 'react';
import { ListTable } from '../../../../ground/ui/ListTable.tsx';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { sayDay } from '../../../../ground/ui/when.ts';
import type { StaffMember } from '../api.ts';
import { ExportRows } from '../pieces/Export.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { useDuties, useOrganisations, useStaff } from '../pieces/names.ts';
import { Page } from '../pieces/Page.tsx';
import { answersTo } from '../shell/initials.ts';
import { Finder } from './OrganisationsPage.tsx';

const now = new Date().toISOString();

/** Who works here: bodies, roles, what mediators are good at, who is away. */
export default function StaffPage() {
  const list = useStaff();
  const { data: organisations } = useOrganisations();
  const named = useDuties();
  const skills = (s: StaffMember) =>
    [named(s.mediator?.skills ?? []), ...(s.mediator?.languages ?? [])].filter(Boolean).join('、');
  const [typed, setTyped] = useState('');
  const home = (id: string | null) => organisations?.find((o) => o.id === id)?.zh ?? '';
  const rows = (list.data ?? []).filter((s) => answersTo(s.name, typed) || answersTo(skills(s), typed));
  const away = (s: StaffMember) =>
    !s.active
      ? say('已停用')
      : s.absentUntil && s.absentUntil > now.slice(0, s.absentUntil.length)
        ? say('不在岗，到{{day}}', { day: sayDay(s.absentUntil.slice(0, 10)) })
        : say('在岗');
  return (
    <Page
      title={say('人员')}
      acts={
        <ExportRows
          name={say('人员')}
          head={['姓名', '岗位', '单位', '专长和语言', '培训学时', '在岗']}
          rows={rows.map((s) => [
            s.name,
            s.rolesZh?.join('、'),
            home(s.organisationId),
            skills(s),
            s.mediator?.trainingHours,
            away(s),
          ])}
        />
      }
    >
      <Loaded of={list}>
        {() => (
          <>
            <Finder id="staff-find" zh="姓名、拼音首字母、专长" value={typed} set={setTyped} />
            <ListTable
              rows={rows}
              keyOf={(s) => s.id}
              caption="人员"
              columns={[
                { zh: '姓名', bare: true, cell: (s) => <span className="strong nowrap">{s.name}</span> },
                {
                  zh: '岗位',
                  cell: (s) =>
                    (s.rolesZh ?? s.roles).map((r) => (
                      <span key={r} className="nowrap">
                        {sayName(r, 'role')}{' '}
                      </span>
                    )),
                },
                { zh: '单位', cell: (s) => home(s.organisationId) },
                { zh: '专长和语言', cell: (s) => skills(s) && <span className="small">{skills(s)}</span> },
                { zh: '培训学时', num: true, cell: (s) => s.mediator?.trainingHours },
                { zh: '在岗', cell: (s) => <span className={`nowrap ${s.active ? '' : 'faint'}`}>{away(s)}</span> },
              ]}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
