import { stories } from '../../stories/index.ts';
import { lengthOf } from '../../stories/story.ts';
import { drawnFrom, page, table } from './markdown.ts';
import { peopleLine, rowOf } from './stories/row.ts';
import { tellAll } from './stories/theatre.ts';

/** `docs/stories/*.md`: each story is really told, on a database of its own, by a clock and a chance that are always the same. */
export async function drawStories(): Promise<Record<string, string>> {
  const told = await tellAll(stories);
  const pages = told.map(({ story, played }) => [
    `docs/stories/${story.key}.md`,
    page(
      drawnFrom('stories'),
      `# ${story.title}`,
      story.shows,
      peopleLine(played),
      table(['', '何时', '谁', '做了什么', '之后', '告诉了谁', '期限', '文书'], played.map(rowOf)),
    ),
  ]);
  return { ...Object.fromEntries(pages), 'docs/stories/README.md': contents() };
}

const contents = (): string =>
  page(
    drawnFrom('stories'),
    '# 故事',
    '一件事从头到尾怎么走。每个故事都是数据：既是测试，也住在演示县里，也印成这里的一页；印出来的就是程序真做的。',
    table(
      ['故事', '说的是什么', '几步', '多少天'],
      stories.map((story) => [
        `[${story.title}](${story.key}.md)`,
        story.shows,
        String(story.steps.length),
        String(Math.ceil(lengthOf(story) / 86_400_000)),
      ]),
    ),
  );
