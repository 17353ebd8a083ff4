/** The part of JSON Schema (draft 2020-12) that a form is drawn from, with our own labels in it. */
export interface FormSchema {
  type?: string | string[];
  properties?: Record<string, FormSchema>;
  required?: string[];
  items?: FormSchema;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  anyOf?: FormSchema[];
  format?: string;
  minItems?: number;
  additionalProperties?: FormSchema | boolean;
  zh?: string;
  title?: string;
  hint?: string;
  widget?: string;
  options?: Record<string, string>;
  [more: string]: unknown;
}

export type Values = Record<string, unknown>;

/** `x or nothing` is drawn as x that may stay empty. */
export function plainOf(schema: FormSchema): FormSchema {
  const some = schema.anyOf?.filter((one) => one.type !== 'null');
  if (some?.length !== 1) return schema;
  const { anyOf: _, default: start, ...own } = schema;
  return { ...plainOf(some[0]!), ...own, ...(start === null || start === undefined ? {} : { default: start }) };
}

/** Which control draws this property: its own word first, else its type. */
export function widgetOf(schema: FormSchema): string {
  if (schema.widget) return schema.widget;
  if (schema.const === true) return 'confirm';
  if (schema.enum) return 'choice';
  if (schema.format === 'date') return 'date';
  if (schema.format === 'date-time') return 'datetime';
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'boolean') return 'tick';
  if (type === 'number' || type === 'integer') return 'number';
  if (type === 'array') return 'rows';
  if (type === 'object' && schema.properties) return 'group';
  return 'text';
}

/** What the form starts with: the defaults that the schema names. */
export function startOf(schema: FormSchema): Values {
  const start: Values = {};
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    if (field.default !== undefined) start[name] = field.default;
  return start;
}

const nothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && !Array.isArray(value) && Object.keys(value as object).length === 0);

/** What is sent: without the empty fields, which mean "not said". */
export function sent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sent).filter((v) => !nothing(v));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as Values)
      .map(([k, v]) => [k, sent(v)])
      .filter(([, v]) => !nothing(v)),
  );
}

/** Needed fields that are still empty, path → sentence. The server checks everything again. */
export function missing(schema: FormSchema, values: Values, path = ''): Record<string, string> {
  const wrong: Record<string, string> = {};
  for (const name of schema.required ?? []) {
    const field = schema.properties?.[name];
    if (!field) continue;
    const at = path + name;
    if (field.const === true && values[name] !== true) wrong[at] = `请确认：${field.zh ?? name}`;
    else if (nothing(values[name]) && field.default === undefined && widgetOf(field) !== 'group')
      wrong[at] = `请填写${field.zh ?? name}`;
  }
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const value = values[name];
    if (field.properties && value && typeof value === 'object')
      Object.assign(wrong, missing(field, value as Values, `${path}${name}.`));
    if (field.items?.properties && Array.isArray(value))
      value.forEach((row, i) => {
        Object.assign(wrong, missing(field.items!, (row ?? {}) as Values, `${path}${name}.${i}.`));
      });
  }
  return wrong;
}
