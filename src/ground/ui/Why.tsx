import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { say } from './say.ts';

/** 为什么: the words, figures or articles that led here, on tap. */
export function Why({ children, label = '为什么' }: { children: ReactNode; label?: string }) {
  return (
    <Popover trigger="click" content={<div style={{ maxWidth: 'min(360px, calc(100vw - 72px))' }}>{children}</div>}>
      <button type="button" className="link small no-print">
        {say(label)}
      </button>
    </Popover>
  );
}
