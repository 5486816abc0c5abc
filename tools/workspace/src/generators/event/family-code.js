// @ts-check
const ts = require('typescript');
const { find, parse } = require('../source');

/** @typedef {import('@nx/devkit').Tree} Tree */

/**
 * @typedef {object} FamilyCode Where the parts of a family are.
 * @property {string} name as in `orders`
 * @property {string} singular as in `Order`
 * @property {string} folder
 * @property {string} family the file that defines it
 * @property {string} events the file that has the map of its events
 * @property {string} state the name of its state
 */

/**
 * Finds the parts of a family. Throws where there is no family of that name, or one that is not written as usual.
 *
 * @param {Tree} tree
 * @param {string} name
 * @returns {FamilyCode}
 */
function findFamily(tree, name) {
  const folder = `libs/events/src/lib/${name}`;
  const family = `${folder}/${name}.family.ts`;
  if (!/^[a-z]+$/.test(name) || !tree.exists(family)) {
    throw new Error(
      `There is no family "${name}": ${family} is not there. Make it by nx g @tickertape/workspace:family.`,
    );
  }
  const definition = definitionIn(parse(tree.read(family, 'utf8') ?? ''));
  const [, events = '', state = ''] = definition.typeArguments?.map((type) => type.getText()) ?? [];
  const files = tree.children(folder).map((file) => `${folder}/${file}`);
  const declaring = files.find((path) => path.endsWith('.ts') && aliasOf(parse(tree.read(path, 'utf8') ?? ''), events));
  const singular = /^(\w+)Events$/.exec(events)?.[1];
  if (!declaring || !singular) throw new Error(`${family} has no map of its events, as in OrderEvents.`);
  return { name, singular, folder, family, events: declaring, state };
}

/** The call of `defineFamily`. @param {ts.SourceFile} source */
function definitionIn(source) {
  const call = find(
    source,
    /** @returns {node is ts.CallExpression} */
    (node) => ts.isCallExpression(node) && node.expression.getText() === 'defineFamily',
  );
  if (!call) throw new Error('there is no call of defineFamily');
  return call;
}

/** A property of what a call or a property is given. @param {ts.Node} node @param {string} name */
function propertyIn(node, name) {
  return find(
    node,
    /** @returns {property is ts.PropertyAssignment} */
    (property) => ts.isPropertyAssignment(property) && property.name.getText() === name,
  );
}

/** @param {ts.SourceFile} source @param {string} name */
function aliasOf(source, name) {
  return source.statements.filter(ts.isTypeAliasDeclaration).find((alias) => alias.name.text === name);
}

/** @param {ts.SourceFile} source @param {string} name */
function interfaceOf(source, name) {
  return source.statements.filter(ts.isInterfaceDeclaration).find((declared) => declared.name.text === name);
}

/** The switch of a fold: the one over `event.type`. @param {ts.SourceFile} source */
function foldOf(source) {
  return find(
    source,
    /** @returns {node is ts.SwitchStatement} */
    (node) => ts.isSwitchStatement(node) && node.expression.getText() === 'event.type',
  );
}

module.exports = { aliasOf, definitionIn, findFamily, foldOf, interfaceOf, propertyIn };
