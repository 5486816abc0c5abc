// @ts-check
const ts = require('typescript');
const { elementAt, find, insert, parse } = require('../source');
const { foldedValue, stateTypeOf } = require('./fields');
const { aliasOf, definitionIn, foldOf, interfaceOf, propertyIn } = require('./family-code');

/** @typedef {import('./fields').Field} Field */

/**
 * @typedef {object} NewType An event type that is to be added.
 * @property {string} type as in `parcels.handed_over`
 * @property {string} name of its data, as in `ParcelHandedOver`
 * @property {string} status as in `handed_over`
 * @property {readonly Field[]} fields
 * @property {boolean} terminal
 * @property {boolean} keep whether its fields become fields of the state
 * @property {string} info what the family says of it, as code
 * @property {string | undefined} before the type that it stands before: the first of those that end a topic
 */

/** The declaration of its data. @param {NewType} added */
function declarationOf({ name, fields }) {
  if (fields.length === 0) return `export type ${name} = Record<never, never>;`;
  const members = fields.map((field) => `  readonly ${field.name}${field.optional ? '?' : ''}: ${field.type};`);
  return [`export interface ${name} {`, ...members, '}'].join('\n');
}

/**
 * Declares its data, and adds it to the map of events.
 *
 * @param {string} text
 * @param {string} map
 * @param {NewType} added
 */
function addData(text, map, added) {
  const alias = aliasOf(parse(text), map);
  if (!alias || !ts.isTypeLiteralNode(alias.type)) throw new Error(`${map} is no map of events`);
  const { members } = alias.type;
  const next = members.find((member) => nameOf(member) === added.before);
  const at = next?.pos ?? members.end;
  return insert(text, [
    { at: alias.pos, text: `\n\n${declarationOf(added)}` },
    { at, text: `\n'${added.type}': ${added.name};` },
  ]);
}

/**
 * Adds a property of its type to an object: what the family says, DTOs, samples.
 *
 * @param {string} text
 * @param {NewType} added
 * @param {string} value
 * @param {(source: ts.SourceFile) => ts.Node | undefined} where
 */
function addProperty(text, { type, before }, value, where) {
  const place = where(parse(text));
  const object = place && (ts.isObjectLiteralExpression(place) ? place : find(place, ts.isObjectLiteralExpression));
  if (!object) throw new Error(`there is no object that takes ${type}`);
  const index = object.properties.findIndex((property) => nameOf(property) === before);
  const at = index < 0 ? object.properties.length : index;
  return insert(text, [elementAt(object.properties, at, `'${type}': ${value}`)]);
}

/** @param {string} text @param {NewType} added */
const addInfo = (text, added) =>
  addProperty(text, added, added.info, (source) => propertyIn(definitionIn(source), 'events'));

/**
 * What the fold takes of it: each field that the state can hold already, or gets now, when, and the status of an end, where
 * the state says all that there are.
 *
 * @param {string} text
 * @param {string} stateName
 * @param {NewType} added
 */
function addFold(text, stateName, added) {
  const state = interfaceOf(parse(text), stateName);
  const known = new Map(state?.members.filter(ts.isPropertySignature).map((member) => [nameOf(member), member]));
  const fresh = added.keep ? added.fields.filter(({ name }) => !known.has(name)) : [];
  const held = added.fields.filter(
    (field) => field.name !== 'id' && known.get(field.name)?.type?.getText() === stateTypeOf(field),
  );
  const told = added.fields.filter((field) => fresh.includes(field) || held.includes(field));
  const statuses = known.get('status')?.type;
  const ends = added.terminal && statuses !== undefined && ts.isUnionTypeNode(statuses);
  const dated = known.get('updatedAt')?.type?.getText() === 'string | null';
  const changes = [
    ...(ends ? [`status: '${added.status}'`] : []),
    ...told.map((field) => `${field.name}: ${foldedValue(field)}`),
    ...(dated ? ['updatedAt: event.time'] : []),
  ];
  const withCase = addCase(text, added, changes.length > 0 ? `{ ...state, ${changes.join(', ')} }` : 'state');
  const withStatus = ends ? addStatus(withCase, stateName, added.status) : withCase;
  return { text: fresh.reduce((result, field) => addToState(result, stateName, field), withStatus), told, ends, dated };
}

/** @param {string} text @param {NewType} added @param {string} result */
function addCase(text, { type, before }, result) {
  const fold = foldOf(parse(text));
  if (!fold) throw new Error('the fold has no switch over event.type');
  const { clauses } = fold.caseBlock;
  const wanted = clauses.findIndex(
    (clause) => ts.isCaseClause(clause) && clause.expression.getText() === `'${before}'`,
  );
  let index = wanted < 0 ? clauses.findIndex(ts.isDefaultClause) : wanted;
  // Cases that fall through to the one that it stands before stay together.
  while (clauses[index - 1]?.statements.length === 0) index -= 1;
  const at = clauses[index]?.pos ?? clauses.end;
  return insert(text, [{ at, text: `\ncase '${type}': return ${result};` }]);
}

/** @param {string} text @param {string} stateName @param {string} status */
function addStatus(text, stateName, status) {
  const state = interfaceOf(parse(text), stateName);
  const type = state?.members.filter(ts.isPropertySignature).find((member) => nameOf(member) === 'status')?.type;
  if (!type || type.getText().includes(`'${status}'`)) return text;
  return insert(text, [{ at: type.end, text: ` | '${status}'` }]);
}

/** @param {string} text @param {string} stateName @param {Field} field */
function addToState(text, stateName, field) {
  const initial = initialStateIn(text);
  const members = interfaceOf(parse(text), stateName)?.members;
  if (!members || !initial) {
    throw new Error(`${stateName} cannot get fields this way: leave out --keep, and add them by hand.`);
  }
  const last = members.find((member) => nameOf(member) === 'updatedAt');
  const lastInitial = initial.properties.findIndex((property) => nameOf(property) === 'updatedAt');
  const index = lastInitial < 0 ? initial.properties.length : lastInitial;
  return insert(text, [
    { at: last?.pos ?? members.end, text: `\nreadonly ${field.name}: ${stateTypeOf(field)};` },
    elementAt(initial.properties, index, `${field.name}: null`),
  ]);
}

/** The object that a topic without events has as its state. @param {string} text */
function initialStateIn(text) {
  const initial = propertyIn(definitionIn(parse(text)), 'initialState')?.initializer;
  if (!initial || !ts.isArrowFunction(initial) || !ts.isParenthesizedExpression(initial.body)) return undefined;
  const { expression } = initial.body;
  return ts.isObjectLiteralExpression(expression) ? expression : undefined;
}

/**
 * Adds it to the histories: to the first one, or, where it ends a topic, as an end of its own.
 *
 * @param {string} text
 * @param {NewType} added
 */
function addToHistory(text, { type, before, terminal }) {
  const histories = find(
    parse(text),
    /** @returns {node is ts.PropertyAssignment} */
    (node) => ts.isPropertyAssignment(node) && node.name.getText() === 'histories',
  )?.initializer;
  const first = histories && find(histories, ts.isArrayLiteralExpression);
  if (!histories || !ts.isArrayLiteralExpression(histories) || !first) {
    throw new Error('the fixtures have no histories');
  }
  if (terminal) {
    const beginning = first.elements[0]?.getText() ?? '';
    return insert(text, [elementAt(histories.elements, histories.elements.length, `[${beginning}, '${type}']`)]);
  }
  const last = first.elements.length;
  const ends = first.elements.findIndex((element) => element.getText() === `'${before}'`);
  return insert(text, [elementAt(first.elements, ends < 0 ? last : ends, `'${type}'`)]);
}

/** @param {ts.TypeElement | ts.ObjectLiteralElementLike} member */
function nameOf({ name }) {
  return name && (ts.isStringLiteral(name) || ts.isIdentifier(name)) ? name.text : undefined;
}

module.exports = { addData, addFold, addInfo, addProperty, addToHistory, declarationOf, nameOf };
