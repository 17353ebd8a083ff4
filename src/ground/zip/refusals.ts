import { defineRefusals } from '../refusal/index.ts';

const SAVE_AGAIN = '请用 WPS 或 Excel 打开，另存一份新的再上传';

export const zipRefusals = defineRefusals('zip', {
  broken: { status: 422, zh: '文件不完整或已损坏，打不开', waysOn: [SAVE_AGAIN, '重新传一次，可能是上传时断了'] },
  locked: { status: 422, zh: '文件加了密码，系统读不了', waysOn: ['请去掉密码后再上传'] },
  bomb: { status: 413, zh: '文件解开后大得不正常，为安全起见没有打开', waysOn: [SAVE_AGAIN, '把内容分成几个文件上传'] },
  nested: { status: 422, zh: '文件里又嵌着压缩包或其他文件', waysOn: ['请把嵌入的文件取出来，单独上传'] },
  links: { status: 422, zh: '文件里有指向别处的链接条目，为安全起见没有打开', waysOn: [SAVE_AGAIN] },
  macros: {
    status: 422,
    zh: '文件里带有宏（会自动运行的程序）',
    waysOn: ['请另存为不带宏的 .xlsx 或 .docx 再上传', '把内容打印成 PDF 上传'],
  },
  entities: { status: 422, zh: '文件里有不安全的外部引用', waysOn: [SAVE_AGAIN, '把内容打印成 PDF 上传'] },
});
