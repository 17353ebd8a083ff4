import { App, Drawer } from 'antd';
import { say } from '../../../../ground/ui/say.ts';
import type { MatterReply, Move } from '../api.ts';
import { sayBasis } from '../pieces/basis.ts';
import { useMove } from '../pieces/moves.ts';
import { TheMatter } from '../widgets/context.ts';
import { MoveForm } from './MoveForm.tsx';

interface Props {
  page: MatterReply;
  move: Move | null;
  close: () => void;
  done?: (reply: MatterReply) => void;
  cacheId: string;
}

/** What the matter already says is not asked twice; the person can still change it. */
function knownOf({ view }: MatterReply, { schema }: Move): Record<string, unknown> {
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
  if (!move) return null;
  const submit = async (values: Record<string, unknown>) => {
    const reply = await make.mutateAsync({
      path: move.path.replace('{id}', page.view.id),
      body: { ...values, revision: page.revision },
    });
    void message.success(say('已办：{{what}}', { what: say(move.zh) }));
    close();
    done?.(reply);
  };
  return (
    <Drawer open onClose={close} title={say(move.zh)} size={560} destroyOnHidden maskClosable={false} aria-label={say(move.zh)}>
      <div className="stack">
        <MoveFacts move={move} />
        <TheMatter.Provider value={page.view}>
          <MoveForm
            key={move.command}
            draftKey={`move.${page.view.id}.${move.command}`}
            schema={move.schema}
            zh={move.zh}
            start={knownOf(page, move)}
            submit={submit}
          />
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
