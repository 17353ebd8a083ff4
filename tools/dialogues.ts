import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Dialogue, storyOf } from '../stories/fromDialogue.ts';
import { onStage } from './drawings/stories/theatre.ts';

export interface DialogueReport {
  rows: number;
  played: number;
  archived: number;
  agreed: number;
  ended: number;
  /** What the model has no place for, or which step it refused, with the refusal's words. */
  didNotFit: { id: string; label: string; why: string }[];
}

/** Plays each dialogue of a folder of JSONL through the real commands, each a matter of its own, to its lawful file. */
export async function playDialogues(folder: string): Promise<DialogueReport> {
  const dialogues = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as Dialogue);
  const report: DialogueReport = { rows: dialogues.length, played: 0, archived: 0, agreed: 0, ended: 0, didNotFit: [] };
  await onStage(async (tell) => {
    for (const dialogue of dialogues) {
      const { id, label } = dialogue;
      const story = storyOf(dialogue);
      if ('doesNotFit' in story) {
        report.didNotFit.push({ id, label, why: story.doesNotFit });
        continue;
      }
      report.played++;
      try {
        const { matter } = (await tell(story)).at(-1)!.after;
        if (matter.state === 'ARCHIVED') report.archived++;
        report[matter.agreement?.number ? 'agreed' : 'ended']++;
      } catch (error) {
        report.didNotFit.push({ id, label, why: (error as Error).message });
      }
    }
  });
  return report;
}
