import type { JsonSchema } from '../schema/json-schema';
import type { CatalogueSnapshot, PromisedType } from './snapshot';

/** A change that those who know the old catalogue, or have old events, do not survive. */
export interface Breach {
  /** The event type, and the field of its data, as in `orders.received: items[].quantity`. */
  readonly where: string;
  /** The rule that it is against. */
  readonly rule: string;
  /** What to do instead. */
  readonly mend: string;
}

/** Compares two catalogues. New types and new optional fields are no breach, and everything else is one. Pure. */
export function findBreaches(before: CatalogueSnapshot, after: CatalogueSnapshot): Breach[] {
  return Object.entries(before).flatMap(([type, promised]) => {
    const now = after[type];
    if (!now) return [{ where: type, rule: 'A type is never taken away: old events have it.', mend: KEEP }];
    return [...changedFacts(type, promised, now), ...changedSchema(type, '', promised.schema, now.schema)];
  });
}

/** The breaches as a text for people; empty when there are none. */
export function describeBreaches(breaches: readonly Breach[]): string {
  return breaches.map(({ where, rule, mend }) => `${where}\n  ${rule}\n  ${mend}`).join('\n');
}

const KEEP = 'Keep its definition and its case in evolve, and append it no more.';

const FACTS = ['topic', 'since', 'terminal', 'merges', 'wholeFamily', 'existence'] as const;

function changedFacts(type: string, before: PromisedType, after: PromisedType): Breach[] {
  return FACTS.filter((fact) => before[fact] !== after[fact]).map((fact) => ({
    where: type,
    rule: `How a type is delivered stays as it was: "${fact}" was ${before[fact]} and is ${after[fact]}.`,
    mend: besides(type),
  }));
}

function changedSchema(type: string, path: string, before: JsonSchema, after: JsonSchema): Breach[] {
  const { properties: oldFields, items: oldItems, required: oldRequired = [], ...oldRest } = before;
  const { properties: newFields, items: newItems, required: newRequired = [], ...newRest } = after;
  const breach = (at: string, rule: string): Breach => ({
    where: at ? `${type}: ${at}` : type,
    rule,
    mend: besides(type),
  });
  if (!isSame(oldRest, newRest) || !oldFields !== !newFields || !oldItems !== !newItems) {
    return [breach(path, `What a field may be stays as it was: ${toText(before)} became ${toText(after)}.`)];
  }
  const ofItems = oldItems && newItems ? changedSchema(type, `${path}[]`, oldItems, newItems) : [];
  const names = Object.keys({ ...oldFields, ...newFields });
  const ofFields = names.flatMap((name) => {
    const at = path ? `${path}.${name}` : name;
    const [was, is] = [oldFields?.[name], newFields?.[name]];
    const [wasRequired, isRequired] = [oldRequired.includes(name), newRequired.includes(name)];
    if (!is) return [breach(at, 'A field is never taken away: somebody reads it, and old events have it.')];
    if (!was) return isRequired ? [breach(at, 'A new field is optional: old events do not have it.')] : [];
    if (wasRequired !== isRequired) {
      return [breach(at, `Whether a field is required stays as it was: it ${wasRequired ? 'was' : 'was not'}.`)];
    }
    return changedSchema(type, at, was, is);
  });
  return [...ofItems, ...ofFields];
}

const besides = (type: string): string => `Leave ${type} as it was, and add a type beside it, or an optional field.`;

const toText = (schema: JsonSchema): string => JSON.stringify(schema);

/** Whether two values are the same as JSON, in whatever order their fields are. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const names = Object.keys({ ...one, ...other });
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  return names.every((name) =>
    isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
  );
}
