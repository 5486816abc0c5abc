import { findNestedClass, isOptional, rulesOf, type DtoClass } from './schema/dto-rules.dto';

/**
 * A JSON value without the nulls of fields that a class declares optional: the libraries of many clients write them for what
 * is absent. The same value when it has none. Other nulls stay, for their rules to judge, as do those of free JSON.
 */
export function withoutNulls<Value>(dto: DtoClass, value: Value): Value {
  return hasNull(value) ? (omitNulls(dto, value) as Value) : value;
}

/** Without recursion: JSON that came from outside may be deeper than the stack. */
function hasNull(value: unknown): boolean {
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (next === null) return true;
    if (typeof next === 'object') open.push(...Object.values(next));
  }
  return false;
}

function omitNulls(dto: DtoClass, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const rules = rulesOf(dto);
  const optional = new Set(rules.filter(isOptional).map(({ propertyName }) => propertyName));
  const kept = Object.entries(value).filter(([name, field]) => field !== null || !optional.has(name));
  return Object.fromEntries(
    kept.map(([name, field]: [string, unknown]) => {
      const nested = hasNull(field) ? findNestedClass(dto, name) : undefined;
      if (!nested) return [name, field];
      return [name, Array.isArray(field) ? field.map((item) => omitNulls(nested, item)) : omitNulls(nested, field)];
    }),
  );
}
