import { say } from './say.ts';

interface Props {
  id: string;
  accept: string;
  pick: (files: File[]) => void;
  multiple?: boolean;
  disabled?: boolean;
  describedBy?: string | undefined;
}

/** A file control whose words are ours, in the language of the page (the browser's own speaks the language of the browser). */
export function FilePick({ id, accept, pick, multiple = false, disabled = false, describedBy }: Props) {
  return (
    <span className="file-pick">
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={(e) => {
          pick([...(e.target.files ?? [])]);
          e.target.value = '';
        }}
      />
      <span className="btn slim" aria-hidden="true">
        {say('选文件')}
      </span>
    </span>
  );
}
