import type { WidgetProps } from '../../../../ground/ui/form/SchemaForm.tsx';
import { say } from '../../../../ground/ui/say.ts';
import { useTheMatter } from './context.ts';

/** One of the files that already lie in this matter. */
export function AttachmentOfField(p: WidgetProps) {
  const files = useTheMatter()?.attachments ?? [];
  if (files.length === 0) return <p className="hint">{say('材料里还没有文件。')}</p>;
  return (
    <select id={p.id} className="input" value={String(p.value ?? '')} onChange={(e) => p.set(e.target.value || undefined)}>
      <option value="">{say('没有')}</option>
      {files.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
