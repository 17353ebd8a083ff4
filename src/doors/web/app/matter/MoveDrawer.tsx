import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Drawer } from 'antd';
import type { FormSchema, Values } from '../../../../ground/ui/form/schema.ts';
import { say, sayName } from '../../../../ground/ui/say.ts';
import type { MatterReply, Move } from '../api.ts';
import { Answer } from '../http.ts';
import { sayBasis } from '../pieces/basis.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { useForms, useMove } from '../pieces/moves.ts';
import { aidOf } from '../terms/aid.tsx';
import { termsOf } from '../terms/people.ts';
import { TheMatter } from '../widgets/context.ts';
import { InvitationPreviewed } from './Invitation.tsx';
import { MoveForm } from './MoveForm.tsx';

const previewed = new Set(['mediation.invite', 'mediation.inviteAgain']);

interface Props {
  page: MatterReply;
  move: Move | null;
  close: () => void;
  done?: (reply: MatterReply) => void;
  cacheId: string;
}

/** What the matter already says is not asked twice; the person can still change it. */
function knownOf({ view }: MatterReply, schema: FormSchema): Record<string, unknown> {
  const known: Record<string, unknown> = {
    category: view.category,
    organisationId: view.organisationId,
    amountFen: view.amountFen,
  };
  return Object.fromEntries(Object.entries(known).filter(([name, value]) => schema.properties?.[name] && value !== null));
}

/** A move opens at the side: the matter stays in sight. A lifecycle move asks first; there is no undo for law. */
export function MoveDrawer({ page, move, close, done, cacheId }: Props) {
  const { message } = App.useApp();
  const make = useMove(cacheId);
  const forms = useForms();
  const go = useNavigate();
  const client = useQueryClient();
  if (!move) return null;
  const submit = async (values: Record<string, unknown>) => {
    const reply = await make.mutateAsync({
      path: move.path.replace('{id}', page.view.id),
      body: { ...values, revision: page.revision },
    });
    // Recorded, but not done: the gate brought a danger to light. The form stays with what was typed.
    const undone = reply.extra?.undone as Record<string, unknown> | undefined;
    if (undone) throw new Answer(409, undone);
    close();
    if (reply.parting) {
      // With this step the person has handed the matter on: there is nothing left here for them to read.
      void message.success(say(reply.parting));
      await go({ to: '/work' });
      client.removeQueries({ queryKey: ['matter', cacheId] });
      return;
    }
    void message.success(say('已办：{{what}}', { what: sayName(move.zh, 'move') }));
    done?.(reply);
  };
  return (
    <Drawer
      open
      onClose={close}
      title={sayName(move.zh, 'move')}
      size={560}
      destroyOnHidden
      maskClosable={false}
      aria-label={sayName(move.zh, 'move')}
    >
      <div className="stack">
        <MoveFacts move={move} />
        <TheMatter.Provider value={page.view}>
          <Loaded of={forms}>
            {({ [move.command]: schema = {} }) => (
              <MoveForm
                key={move.command}
                draftKey={`move.${page.view.id}.${move.command}`}
                schema={schema}
                zh={move.zh}
                start={{ ...knownOf(page, schema), ...move.start }}
                submit={submit}
                {...(previewed.has(move.command) && {
                  below: (values: Values) => <InvitationPreviewed matterId={page.view.id} values={values} />,
                })}
                {...(move.command === 'mediation.agreeTerms' && aidOf(termsOf(page.view)))}
              />
            )}
          </Loaded>
        </TheMatter.Provider>
      </div>
    </Drawer>
  );
}

export function MoveFacts({ move }: { move: Move }) {
  return (
    <ul className="small soft plain">
      {move.causes && (
        <li>
          {say('办了之后：')}
          {say(move.causes)}
        </li>
      )}
      {move.withinZh && (
        <li>
          {say('期限：')}
          {say(move.withinZh)}
        </li>
      )}
      {move.basis && (
        <li>
          {say('依据：')}
          {sayBasis(move.basis)}
        </li>
      )}
      {move.party && <li>{say('这是当事人自己的决定，您只是把它记下来，不需要理由。')}</li>}
    </ul>
  );
}
