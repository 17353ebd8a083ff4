import { App } from 'antd';
import type { FormSchema } from '../../../../ground/ui/form/schema.ts';
import { say } from '../../../../ground/ui/say.ts';
import { MoveForm } from '../matter/MoveForm.tsx';
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
  return (
    <section className="card" aria-labelledby="absence-title">
      <h2 id="absence-title">{say('不在岗')}</h2>
      <MoveForm
        quiet
        draftKey="absence"
        schema={schema}
        zh="登记不在岗"
        submit={async (values) => {
          await identity('setAbsence', values);
          void message.success(say('已登记，手上的事会交给接手的人。'));
        }}
      />
    </section>
  );
}
