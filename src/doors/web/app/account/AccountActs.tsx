import { useQueryClient } from '@tanstack/react-query';
import { App, Drawer } from 'antd';
import { useState } from 'react';
import type { FormSchema } from '../../../../ground/ui/form/schema.ts';
import { say } from '../../../../ground/ui/say.ts';
import type { StaffMember } from '../api.ts';
import type { Answer } from '../http.ts';
import { MoveForm } from '../matter/MoveForm.tsx';
import { useWho } from '../who.ts';
import { identity } from './identity.ts';

const schema: FormSchema = {
  type: 'object',
  required: ['issuer', 'subject'],
  properties: {
    issuer: { type: 'string', zh: '认证中心地址', hint: '单位统一认证的网址，https开头' },
    subject: { type: 'string', zh: '统一认证编号', hint: '这个人在认证中心的编号（subject）' },
  },
};

/** What an administrator does with one account besides its roles: the unified sign-in, and the end of it. */
export function AccountActs({ of }: { of: StaffMember }) {
  const { session } = useWho();
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const [linking, setLinking] = useState(false);
  const tried = async (act: () => Promise<unknown>, done: string) => {
    try {
      await act();
      await client.invalidateQueries({ queryKey: ['staff'] });
      void message.success(done);
    } catch (error) {
      void message.error((error as Answer).message);
    }
  };
  const stop = () =>
    modal.confirm({
      title: say('停用{{name}}的账号？', { name: of.name }),
      content: say('马上退出所有登录，以后不能再登录。办过的事和留痕都还在；手上没办完的事请另派人。'),
      okText: say('停用'),
      okButtonProps: { danger: true },
      cancelText: say('不停用'),
      onOk: () => tried(() => identity('deactivate', { staffId: of.id }), say('已停用')),
    });
  const unlink = () =>
    modal.confirm({
      title: say('解除{{name}}的统一认证？', { name: of.name }),
      content: say('以后只能用用户名和密码登录。'),
      okText: say('解除'),
      cancelText: say('不解除'),
      onOk: () => tried(() => identity('unlinkOidc', { staffId: of.id }), say('已解除')),
    });
  if (!of.active) return null;
  return (
    <>
      <button type="button" className="btn slim" onClick={() => setLinking(true)}>
        {say('统一认证')}
      </button>
      {of.id !== session.user.id && (
        <button type="button" className="btn slim warn" onClick={stop}>
          {say('停用')}
        </button>
      )}
      <Drawer
        open={linking}
        onClose={() => setLinking(false)}
        size={480}
        destroyOnHidden
        title={`${say('统一认证')} · ${of.name}`}
      >
        <div className="stack">
          <MoveForm
            quiet
            draftKey={`oidc.${of.id}`}
            schema={schema}
            zh="关联"
            submit={async (values) => {
              await identity('linkOidc', { ...values, staffId: of.id });
              setLinking(false);
              void message.success(say('已关联，下次可以用单位统一账户登录。'));
            }}
          />
          <div>
            <button type="button" className="btn quiet" onClick={unlink}>
              {say('解除已有的关联')}
            </button>
          </div>
        </div>
      </Drawer>
    </>
  );
}
