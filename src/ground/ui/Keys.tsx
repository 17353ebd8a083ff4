import { Modal } from 'antd';
import { useState } from 'react';
import { capOf, useKeySheet, useKeys } from './keys.ts';
import { say } from './say.ts';

export const Cap = ({ of }: { of: string }) => (
  <span className="cap" aria-hidden="true">
    {capOf(of)}
  </span>
);

/** The sheet behind `?`: every key that answers on this page. */
export function KeySheet() {
  const [open, setOpen] = useState(false);
  const rows = useKeySheet();
  useKeys([{ key: '?', zh: '看快捷键', run: () => setOpen(true) }]);
  return (
    <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={say('快捷键')} destroyOnHidden>
      <dl className="facts">
        {rows.map((row) => [
          <dt key={`${row.key}-k`}>
            <kbd className="cap">{capOf(row.key)}</kbd>
          </dt>,
          <dd key={`${row.key}-z`}>{say(row.zh)}</dd>,
        ])}
      </dl>
    </Modal>
  );
}
