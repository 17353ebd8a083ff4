import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { say } from '../../../../ground/ui/say.ts';
import { ask } from '../http.ts';
import { MoveForm } from '../matter/MoveForm.tsx';
import { useForms } from '../pieces/moves.ts';
import { useStaff } from '../pieces/names.ts';
import { useWho } from '../who.ts';

/** A mediator's own declaration of whom they are tied to: shown where a party is the same, so that it is told before and not found out after. */
export function Ties() {
  const { session } = useWho();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { data: forms } = useForms();
  const { data: staff } = useStaff();
  const schema = forms?.['mediation.declareTie'];
  if (!session.roles.includes('mediator') || !schema) return null;
  const mine = staff?.find((one) => one.id === session.user.id)?.mediator?.conflicts ?? [];
  return (
    <section className="card" aria-labelledby="ties-title">
      <h2 id="ties-title">{say('我申报的回避关系')}</h2>
      {mine.length === 0 && <p className="soft small">{say('还没有申报。')}</p>}
      <ul>
        {mine.map((tie) => (
          <li key={`${tie.with}${tie.reason}`} className="small">
            {tie.with}：{tie.reason}
          </li>
        ))}
      </ul>
      <MoveForm
        draftKey="ties"
        schema={schema}
        zh="申报回避关系"
        quiet
        submit={async (values) => {
          await ask('/api/mediation/declare-tie', { body: values });
          await client.invalidateQueries({ queryKey: ['staff'] });
          void message.success(say('已申报'));
        }}
      />
    </section>
  );
}
