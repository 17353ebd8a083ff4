import { useQueryClient } from '@tanstack/react-query';
import { App, Drawer } from 'antd';
import { useState } from 'react';
import type { FormSchema } from '../../../../ground/ui/form/schema.ts';
import { ListTable } from '../../../../ground/ui/ListTable.tsx';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { AccountActs } from '../account/AccountActs.tsx';
import { identity } from '../account/identity.ts';
import type { StaffMember } from '../api.ts';
import type { Answer } from '../http.ts';
import { MoveForm } from '../matter/MoveForm.tsx';
import { ExportRows } from '../pieces/Export.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { useOrganisations, useStaff } from '../pieces/names.ts';
import { Page } from '../pieces/Page.tsx';
import { answersTo } from '../shell/initials.ts';
import { Finder } from './OrganisationsPage.tsx';

const roles = {
  window: '受理员',
  seat: '坐席',
  gridWorker: '网格员',
  triage: '分流员',
  org: '调委会主任',
  mediator: '调解员',
  judge: '法院联络员',
  partner: '部门联络员',
  crew: '服务队',
  leader: '中心负责人',
  safety: '安全复核员',
  archivist: '档案员',
  auditor: '审计员',
  admin: '系统管理员',
};

const schema: FormSchema = {
  type: 'object',
  required: ['username', 'name', 'roles'],
  properties: {
    username: { type: 'string', zh: '用户名', hint: '小写字母和数字' },
    name: { type: 'string', zh: '姓名' },
    roles: { type: 'array', zh: '岗位', widget: 'choices', items: { enum: Object.keys(roles), options: roles } },
    organisationId: { type: 'string', zh: '单位', widget: 'organisation' },
    placeCodes: { type: 'array', zh: '负责的区划代码', hint: '每行一个', items: { type: 'string' } },
  },
};

/** Users and roles: appoint, change, give a new first password. The administrator sees no matters. */
export default function StaffAccountsPage() {
  const list = useStaff();
  const client = useQueryClient();
  const { data: organisations } = useOrganisations();
  const { modal, message } = App.useApp();
  const [editing, setEditing] = useState<StaffMember | 'new'>();
  const home = (id: string | null) => organisations?.find((o) => o.id === id)?.zh ?? '';
  const [typed, setTyped] = useState('');
  const rows = (list.data ?? []).filter(
    (s) => answersTo(s.name, typed) || (s.username ?? '').startsWith(typed.trim().toLowerCase()),
  );
  const told = (password: unknown) =>
    typeof password === 'string' &&
    modal.info({
      title: say('初始密码，只显示这一次'),
      content: (
        <p className="code" style={{ fontSize: '1.25em' }}>
          {password}
        </p>
      ),
      okText: say('已记下'),
    });
  const reset = (s: StaffMember) =>
    modal.confirm({
      title: say('给{{name}}换一个初始密码？', { name: s.name }),
      content: say('原来的密码马上不能用，所有登录都会退出。'),
      okText: say('换初始密码'),
      cancelText: say('不换'),
      onOk: async () => {
        await identity('resetPassword', { staffId: s.id })
          .then(({ extra }) => void told(extra?.password))
          .catch((a: Answer) => void message.error(a.message));
      },
    });
  const appoint = async (values: Record<string, unknown>) => {
    const { extra } = await identity('appoint', { ...values, ...(editing !== 'new' && editing ? { staffId: editing.id } : {}) });
    setEditing(undefined);
    await client.invalidateQueries({ queryKey: ['staff'] });
    told(extra?.password);
  };
  return (
    <Page
      title={say('用户与角色')}
      acts={
        <>
          <ExportRows
            name={say('用户与角色')}
            head={['用户名', '姓名', '岗位', '单位', '在用']}
            rows={rows.map((s) => [s.username, s.name, s.rolesZh?.join('、'), home(s.organisationId), s.active ? '是' : '否'])}
          />
          <button type="button" className="btn slim main" onClick={() => setEditing('new')}>
            {say('任用新人')}
          </button>
        </>
      }
    >
      <Loaded of={list}>
        {() => (
          <>
            <Finder id="users-find" zh="姓名、拼音首字母、用户名" value={typed} set={setTyped} />
            <ListTable
              rows={rows}
              keyOf={(s) => s.id}
              caption="用户"
              columns={[
                {
                  zh: '姓名',
                  bare: true,
                  cell: (s) => (
                    <>
                      <span className="strong nowrap">{s.name}</span> <span className="code small faint">{s.username}</span>
                    </>
                  ),
                },
                { zh: '岗位', cell: (s) => (s.rolesZh ?? s.roles).map((r) => sayName(r, 'role')).join('、') },
                { zh: '单位', cell: (s) => home(s.organisationId) },
                { zh: '在用', cell: (s) => (s.active ? say('在用') : say('已停用')) },
                {
                  zh: '可办',
                  bare: true,
                  cell: (s) => (
                    <span className="row tight">
                      <button type="button" className="btn slim" onClick={() => setEditing(s)}>
                        {s.active ? say('改岗位') : say('重新启用')}
                      </button>
                      <button type="button" className="btn slim" onClick={() => reset(s)}>
                        {say('换初始密码')}
                      </button>
                      <AccountActs of={s} />
                    </span>
                  ),
                },
              ]}
            />
          </>
        )}
      </Loaded>
      <Drawer
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
        size={520}
        destroyOnHidden
        title={editing === 'new' ? say('任用新人') : say('改岗位')}
      >
        {editing && (
          <MoveForm
            quiet
            draftKey={`appoint.${editing === 'new' ? 'new' : editing.id}`}
            schema={schema}
            zh={editing === 'new' ? '任用，给初始密码' : '改成这样'}
            start={
              editing === 'new'
                ? {}
                : {
                    username: editing.username,
                    name: editing.name,
                    roles: editing.roles,
                    organisationId: editing.organisationId ?? undefined,
                    placeCodes: editing.placeCodes,
                  }
            }
            submit={appoint}
          />
        )}
      </Drawer>
    </Page>
  );
}
