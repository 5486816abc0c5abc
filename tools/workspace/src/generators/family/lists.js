// @ts-check
const ts = require('typescript');
const { addModule, elementAt, find, insert, parse, sortedElement } = require('../source');
const { renamed } = require('./names');

/** @typedef {import('./names').Names} Names */

/**
 * @typedef {object} List A file that lists all families.
 * @property {string} path
 * @property {(text: string, names: Names) => string} add the text with a family in it; as it was where it is there already
 */

const EVENTS = 'libs/events/src';

/** @type {readonly List[]} */
const LISTS = [
  { path: `${EVENTS}/lib/families.ts`, add: (text, names) => addToArray(text, names, 'families', 'parcels', 'family') },
  {
    path: `${EVENTS}/lib/families.dto.ts`,
    add: (text, names) => addToArray(text, names, 'eventDtos', 'parcelDtos', 'dto'),
  },
  {
    path: `${EVENTS}/lib/families.fixtures.ts`,
    add: (text, names) => addToArray(text, names, 'fixtures', 'parcelFixtures', 'fixtures'),
  },
  { path: `${EVENTS}/index.ts`, add: (text, names) => addExport(text, names, '*', 'family') },
  { path: `${EVENTS}/dto.ts`, add: (text, names) => addExport(text, names, '*', 'dto') },
  { path: `${EVENTS}/testing.ts`, add: (text, names) => addExport(text, names, '{ parcelFixtures }', 'fixtures') },
  { path: 'libs/events/README.md', add: addRow },
  { path: 'apps/api/src/app.module.ts', add: addFeature },
  { path: 'apps/api/src/catalogue/openapi/operations/controllers.ts', add: addOperations },
  { path: 'apps/web/src/views/views.ts', add: addView },
];

/**
 * @param {string} text
 * @param {Names} names
 * @param {string} array its name
 * @param {string} element what goes into it, as of parcels
 * @param {string} role of the file that has it
 */
function addToArray(text, names, array, element, role) {
  const name = renamed(element, names);
  const module = renamed(`./parcels/parcels.${role}`, names);
  const { elements } = arrayOf(text, array);
  const listed = elements.some((known) => known.getText() === name);
  const added = listed ? text : insert(text, [sortedElement(elements, name)]);
  return addModule(added, `import { ${name} } from '${module}'`, new RegExp(`^\\./[a-z]+/[a-z]+\\.${role}$`));
}

/**
 * @param {string} text
 * @param {Names} names
 * @param {string} what
 * @param {string} role
 */
function addExport(text, names, what, role) {
  const statement = renamed(`export ${what} from './lib/parcels/parcels.${role}'`, names);
  return addModule(text, statement, /^\.\/lib\/[a-z]+\/[a-z]+\.[a-z]+$/);
}

/**
 * In the table of families.
 *
 * @param {string} text
 * @param {Names} names
 */
function addRow(text, names) {
  if (text.includes(`\n| \`${names.plural}\``)) return text;
  const end = /\n\| family [^]*?\|(?=\n\n)/.exec(text);
  if (!end) throw new Error('libs/events/README.md has no table of families');
  const row = renamed('\n| `parcels` | one a parcel | – | closed |', names);
  return insert(text, [{ at: end.index + end[0].length, text: row }]);
}

/**
 * After the last feature.
 *
 * @param {string} text
 * @param {Names} names
 */
function addFeature(text, names) {
  const module = renamed('ParcelsModule', names);
  const path = renamed('./features/parcels/parcels.module', names);
  const source = parse(text);
  const imports = find(source, isImports)?.initializer;
  if (!imports || !ts.isArrayLiteralExpression(imports)) throw new Error('app.module.ts has no list of imports');
  const features = new Set([...text.matchAll(/import \{ (\w+) \} from '\.\/features\//g)].map(([, name]) => name));
  const isFeature = (/** @type {ts.Node} */ element) => features.has(/^\w+/.exec(element.getText())?.[0]);
  const last = imports.elements.findLastIndex(isFeature);
  const added = features.has(module) ? text : insert(text, [elementAt(imports.elements, last + 1, module)]);
  return addModule(added, `import { ${module} } from '${path}'`, /^\.\/features\//);
}

/** @param {ts.Node} node @returns {node is ts.PropertyAssignment} */
function isImports(node) {
  return ts.isPropertyAssignment(node) && node.name.getText() === 'imports';
}

/**
 * After the last family of the document: what serves all of them alike comes next.
 *
 * @param {string} text
 * @param {Names} names
 */
function addOperations(text, names) {
  const { elements } = arrayOf(text, 'CONTROLLERS');
  if (elements.some((known) => known.getText() === names.plural)) return text;
  const shared = elements.findIndex((known) => known.getText() === 'streams');
  const added = insert(text, [elementAt(elements, shared < 0 ? elements.length : shared, names.plural)]);
  return addModule(added, `import { ${names.plural} } from './${names.plural}'`, /^\.\/[a-z]+$/);
}

/**
 * At the end: where in the navigation it belongs, a person decides.
 *
 * @param {string} text
 * @param {Names} names
 */
function addView(text, names) {
  const { elements } = arrayOf(text, 'VIEWS');
  const entry = renamed(
    `{ name: 'parcels', label: 'Parcels', title: 'Parcels', load: () => import('./parcels.element') }`,
    names,
  );
  const listed = elements.some((view) => view.getText().includes(`name: '${names.plural}'`));
  return listed ? text : insert(text, [elementAt(elements, elements.length, entry)]);
}

/** @param {string} text @param {string} name */
function arrayOf(text, name) {
  const declaration = find(
    parse(text),
    /** @returns {node is ts.VariableDeclaration} */
    (node) => ts.isVariableDeclaration(node) && node.name.getText() === name,
  );
  const array = declaration && find(declaration, ts.isArrayLiteralExpression);
  if (!array) throw new Error(`there is no list ${name}`);
  return array;
}

module.exports = { LISTS };
