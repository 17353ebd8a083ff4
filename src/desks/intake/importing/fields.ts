import { type MappingTarget, suggestMapping } from '../../../support/tables/index.ts';

export interface ImportField extends MappingTarget {
  /** At least one needed field must be mapped: text or title. */
  needed: boolean;
}

/** What a table may hold, with the words that people write above such a column. */
export const importFields: readonly ImportField[] = [
  {
    field: 'text',
    zh: '内容',
    needed: true,
    synonyms: [
      '正文',
      '诉求',
      '诉求内容',
      '反映内容',
      '留言详情',
      '留言内容',
      '事项描述',
      '详情',
      '经过',
      '描述',
      'content',
      'narrative',
      'body',
      'message',
    ],
  },
  { field: 'title', zh: '标题', needed: true, synonyms: ['主题', '留言主题', '诉求标题', '事由', 'subject'] },
  {
    field: 'id',
    zh: '编号',
    needed: false,
    synonyms: ['来件编号', '工单号', '工单编号', '留言编号', '受理编号', '信访编号', '案号', 'number', 'no'],
  },
  {
    field: 'date',
    zh: '日期',
    needed: false,
    synonyms: [
      '时间',
      '来件时间',
      '登记时间',
      '登记日期',
      '受理时间',
      '留言时间',
      '来电时间',
      '发生时间',
      '反映时间',
      'time',
      'createdAt',
    ],
  },
  {
    field: 'name',
    zh: '姓名',
    needed: false,
    synonyms: ['反映人', '申请人', '诉求人', '来电人', '来访人', '当事人', '联系人', '留言用户'],
  },
  {
    field: 'phone',
    zh: '电话',
    needed: false,
    synonyms: ['联系电话', '手机', '手机号', '手机号码', '联系方式', '来电号码', 'mobile', 'tel'],
  },
  { field: 'idNumber', zh: '身份证号', needed: false, synonyms: ['身份证', '身份证号码', '证件号', '证件号码'] },
  { field: 'address', zh: '住址', needed: false, synonyms: ['家庭住址', '联系地址', '户籍地'] },
  {
    field: 'place',
    zh: '地点',
    needed: false,
    synonyms: ['发生地', '发生地点', '事发地', '所在地', '所属区域', '区域', '位置', 'location', 'place'],
  },
  { field: 'placeCode', zh: '区划代码', needed: false, synonyms: ['区划编码', '网格编码', '网格代码', 'areaCode'] },
  {
    field: 'label',
    zh: '类型',
    needed: false,
    synonyms: ['类别', '分类', '一级分类', '诉求类型', '事项类别', '一级标签', 'category', 'type'],
  },
  { field: 'channel', zh: '渠道', needed: false, synonyms: ['来源', '来源渠道', '诉求来源'] },
  {
    field: 'respondent',
    zh: '被申请人',
    needed: false,
    synonyms: ['对方', '被反映人', '被投诉人', '被投诉单位', '被反映单位', '对方当事人'],
  },
  { field: 'respondentPhone', zh: '对方电话', needed: false, synonyms: ['被申请人电话', '对方联系电话'] },
];

/** Field → header of the file. */
export type Mapping = Readonly<Record<string, string>>;

/** The mapping that the headers themselves suggest; the preview shows it and a person corrects it. */
export function mappingFor(headers: readonly string[]): Record<string, string> {
  const told = suggestMapping(headers, importFields).filter((one) => one.field !== null);
  return Object.fromEntries(told.map(({ field, header }) => [field!, header]));
}

/** What of a given mapping can be used: known fields on headers that the file has. */
export function usableMapping(mapping: Mapping, headers: readonly string[]): Record<string, string> {
  const fields = new Set(importFields.map((one) => one.field));
  return Object.fromEntries(Object.entries(mapping).filter(([field, header]) => fields.has(field) && headers.includes(header)));
}
