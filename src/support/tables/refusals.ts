import { defineRefusals } from '../../ground/refusal/index.ts';

const SAVE_AS = '请用 WPS 或 Excel 打开，另存为 .xlsx 再上传';

/** Why a whole table cannot be read. A single bad row never refuses a table: it comes back under `broken`. */
export const tableRefusals = defineRefusals('tables', {
  empty: { status: 422, zh: '表格里没有内容', waysOn: ['请看看是不是选错了文件', '第一行要有列名，下面每行一件'] },
  tooBig: { status: 413, zh: '文件太大', waysOn: ['请分成几个文件上传', '表格里的图片请删去后再上传'] },
  tooManyRows: { status: 413, zh: '行数太多', waysOn: ['请分成几个文件，一个一个导入；已导入的不会重复'] },
  tooManyColumns: { status: 413, zh: '列数太多', waysOn: ['请只留需要的列再上传'] },
  cellTooLong: { status: 413, zh: '有一格文字太长', waysOn: ['请把这一格的长文改作附件上传，格里写摘要'] },
  oldFormat: {
    status: 422,
    zh: '这是旧版 .xls、WPS .et 或加了密码的表格，系统读不了',
    waysOn: [SAVE_AS, '有密码的请先去掉密码'],
  },
  webPage: { status: 422, zh: '这其实是网页存成的表格', waysOn: [SAVE_AS] },
  notATable: {
    status: 422,
    zh: '这个文件不是表格',
    waysOn: ['可上传 .xlsx、.csv、.jsonl、.json', '图片、PDF、录音请作为附件上传'],
  },
  encoding: { status: 422, zh: '文字编码认不出，读出来会是乱码', waysOn: ['请另存为 .xlsx，或 CSV UTF-8（逗号分隔）'] },
  badCsv: { status: 422, zh: 'CSV 的引号没有配对，后面的内容会串行', waysOn: ['请检查这一行的双引号', SAVE_AS] },
  badJson: { status: 422, zh: 'JSON 写法有误', waysOn: ['每行一个 {…}（JSONL），或整个文件一个 [{…}, {…}]'] },
});
