import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { FormSchema } from '../../../../ground/ui/form/schema.ts';
import { say } from '../../../../ground/ui/say.ts';
import { sayWhen } from '../../../../ground/ui/when.ts';
import type { Answer } from '../http.ts';
import { MoveForm } from '../matter/MoveForm.tsx';
import { useStaff } from '../pieces/names.ts';
import { useWho } from '../who.ts';
import { identity } from './identity.ts';

const schema: FormSchema = {
  type: 'object',
  required: ['from', 'until'],
  properties: {
    from: { type: 'string', zh: '从什么时候', widget: 'datetime' },
    until: { type: 'string', zh: '到什么时候', widget: 'datetime' },
    handOverTo: { type: 'string', zh: '手上的事交给谁', widget: 'staff' },
  },
};

/** Away: the work goes to someone who is there, and new matters do not wait on an empty chair. */
export function Absence() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const { session } = useWho();
  const { data: staff } = useStaff();
  const me = staff?.find((s) => s.id === session.user.id);
  const reread = () => client.invalidateQueries({ queryKey: ['staff'] });
  const back = async () => {
    try {
      await identity('endAbsence');
      await reread();
      void message.success(say('已销假，新的事又会分给您。'));
    } catch (error) {
      void message.error((error as Answer).message);
    }
  };
  const away = me?.absentFrom && me.absentUntil && me.absentUntil > new Date().toISOString();
  return (
    <section className="card" aria-labelledby="absence-title">
      <h2 id="absence-title">{say('不在岗')}</h2>
      {away && (
        <div className="note soon-note stack tight" style={{ marginBottom: 16 }}>
          <p>
            {say('登记了{{from}}到{{until}}不在岗', { from: sayWhen(me.absentFrom!), until: sayWhen(me.absentUntil!) })}
            {me.handOverTo && ` · ${say('交给{{name}}', { name: staff?.find((s) => s.id === me.handOverTo)?.name ?? '' })}`}
          </p>
          <div>
            <button type="button" className="btn" onClick={() => void back()}>
              {say('我回来了，销假')}
            </button>
          </div>
        </div>
      )}
      <MoveForm
        quiet
        draftKey="absence"
        schema={schema}
        zh="登记不在岗"
        submit={async (values) => {
          await identity('setAbsence', values);
          await reread();
          void message.success(say('已登记，手上的事会交给接手的人。'));
        }}
      />
    </section>
  );
}
