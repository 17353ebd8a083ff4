import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useState } from 'react';
import { say, sayName } from '../../../../ground/ui/say.ts';
import { When } from '../../../../ground/ui/When.tsx';
import type { MatterView } from '../api.ts';
import { ask } from '../http.ts';
import { useForms } from '../pieces/moves.ts';
import { Reviewing, Talks } from '../session/Talks.tsx';
import type { Sitting } from '../session/types.ts';
import { useSessions } from '../session/useSessions.ts';
import { useRoles, useWho } from '../who.ts';
import { MoveForm } from './MoveForm.tsx';

const states: Record<string, [string, string]> = {
  planned: ['已约', ''],
  held: ['已办', 'kept'],
  cancelled: ['已取消', ''],
  moved: ['已改期', ''],
};
const talking = new Set(['ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING']);
type Change = { sitting: Sitting; command: 'mediation.movePlan' | 'mediation.cancelPlan' };

/** When people meet; the way to the live record; for the mediator the talks, for reviewers the way to one in danger. */
export function Sessions({ view }: { view: MatterView }) {
  const { data } = useSessions(view.id, view.kind === 'dispute');
  const { session } = useWho();
  const plans = useRoles('mediator', 'org');
  const [change, setChange] = useState<Change>();
  if (!data) return null;
  const now = talking.has(view.state);
  if (data.sittings.length === 0 && data.talks.length === 0 && !(now && plans)) return null;
  return (
    <>
      <section className="card stack tight" aria-labelledby="sessions-title">
        <div className="head">
          <h2 id="sessions-title">{say('调解安排')}</h2>
          <span className="small row tight">
            {data.sittings.length > 0 && <a href={`/api/matters/${view.id}/calendar.ics`}>{say('放进日历')}</a>}
            {now && plans && <Link to={`/matters/${view.id}/session`}>{say('现场记录')}</Link>}
          </span>
        </div>
        {data.sittings.length === 0 && <p className="soft">{say('还没有约。用“约定调解时间”约一次。')}</p>}
        <ul className="plain stack tight">
          {data.sittings.map((sitting) => (
            <li key={sitting.id}>
              <p className="row tight">
                <span className="grow">
                  <When at={sitting.startsAt} /> · {sitting.online ? say('线上') : sitting.place} ·{' '}
                  {say(sitting.form === 'joint' ? '双方当面' : '单独谈')}
                </span>
                <span className={`word ${states[sitting.state]?.[1] ?? ''}`}>
                  {say(states[sitting.state]?.[0] ?? sitting.state)}
                </span>
              </p>
              {(sitting.interpreter || sitting.companions.length > 0 || sitting.why) && (
                <p className="small soft">
                  {[
                    sitting.interpreter && `${say('翻译')}：${sitting.interpreter}`,
                    sitting.companions.length > 0 && `${say('陪同')}：${sitting.companions.map(({ name }) => name).join('、')}`,
                    sitting.why,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              )}
              {sitting.waits && <p className="small danger">✕ {say('安全保护中，先不进行')}</p>}
              {sitting.state === 'planned' && plans && (
                <p className="row tight">
                  <button
                    type="button"
                    className="btn quiet slim"
                    onClick={() => setChange({ sitting, command: 'mediation.movePlan' })}
                  >
                    {sayName('改期', 'move')}
                  </button>
                  <button
                    type="button"
                    className="btn quiet slim"
                    onClick={() => setChange({ sitting, command: 'mediation.cancelPlan' })}
                  >
                    {sayName('取消约定', 'move')}
                  </button>
                </p>
              )}
            </li>
          ))}
        </ul>
        {data.unavailable.length > 0 && (
          <p className="small soft">
            {say('不方便的时间：')}
            {data.unavailable.map((one) => (
              <span key={`${one.partyId}${one.from}`}>
                {view.parties.find(({ id }) => id === one.partyId)?.name ?? say('当事人')} <When at={one.from} />—
                <When at={one.until} />；
              </span>
            ))}
          </p>
        )}
      </section>
      {data.holds && <Talks view={view} sessions={data} />}
      {data.reviews && data.talks.length > 0 && <Reviewing view={view} sessions={data} me={session.user.id} />}
      {change && <Changing view={view} {...change} close={() => setChange(undefined)} />}
    </>
  );
}

function Changing({ view, sitting, command, close }: Change & { view: MatterView; close: () => void }) {
  const forms = useForms();
  const client = useQueryClient();
  const zh = command === 'mediation.movePlan' ? '改期' : '取消约定';
  const whole = forms.data?.[command];
  if (!whole) return null;
  const { sittingId: _, ...properties } = whole.properties ?? {};
  const schema = { ...whole, properties, required: (whole.required ?? []).filter((name) => name !== 'sittingId') };
  const submit = async (values: Record<string, unknown>) => {
    await ask(`/api/mediation/${view.id}/${command === 'mediation.movePlan' ? 'move-plan' : 'cancel-plan'}`, {
      body: { ...values, sittingId: sitting.id },
    });
    close();
    await Promise.all([
      client.invalidateQueries({ queryKey: ['sessions', view.id] }),
      client.invalidateQueries({ queryKey: ['matter', view.id] }),
    ]);
  };
  return (
    <Drawer open onClose={close} title={sayName(zh, 'move')} size={480} destroyOnHidden aria-label={sayName(zh, 'move')}>
      <MoveForm draftKey={`${command}.${sitting.id}`} schema={schema} zh={zh} submit={submit} />
    </Drawer>
  );
}
