// @ts-check
const { logger } = require('@nx/devkit');
const ts = require('typescript');
const { formatted } = require('../format');
const { exportedNames } = require('../source');
const { LISTS } = require('./lists');
const { namesOf } = require('./names');
const { renderFamily } = require('./template');

/** @typedef {import('@nx/devkit').Tree} Tree */
/** @typedef {import('./names').Names} Names */

/**
 * Adds a family of events, its feature in the API and its view in the web client. Throws for a name that is bad or taken. A
 * family that is there as it would be written is left as it is.
 *
 * @param {Tree} tree
 * @param {{ name: string, singular?: string, idName?: string }} options
 */
module.exports = async function family(tree, options) {
  const names = namesOf(options);
  checkNames(names);
  const files = await renderFamily(tree, names);
  const there = [...files].filter(([path]) => tree.exists(path));
  if (there.length === 0) checkFree(tree, names, files);
  for (const [path, text] of there) {
    if (tree.read(path, 'utf8') !== text) {
      throw new Error(`The name "${names.plural}" is taken: ${path} is there, and is not what would be written.`);
    }
  }
  for (const [path, text] of files) tree.write(path, text);
  let listed = 0;
  for (const { path, add } of LISTS) {
    const text = tree.read(path, 'utf8') ?? '';
    const added = add(text, names);
    if (added === text) continue;
    tree.write(path, await formatted(tree, path, added));
    listed += 1;
  }
  if (there.length === files.size && listed === 0) {
    logger.info(`The family "${names.plural}" is there already: nothing has changed.`);
  }
  if (there.length === 0 && options.singular === undefined) logger.info(saysOne(names));
};

/** So that a wrong one is seen before anybody goes on with it. @param {Names} names */
const saysOne = ({ plural, singular, idName }) =>
  `One of the ${plural} is called "${singular}", and its id "${idName}". If English has another word, take this back and name it by --singular.`;

/** Throws for names that cannot stand in code, paths and addresses. @param {Names} names */
function checkNames({ plural, singular, idName }) {
  for (const word of [plural, singular]) {
    if (!/^[a-z]{2,32}$/.test(word) || isKeyword(word)) {
      throw new Error(`"${word}" is no name of a family: it is a word of 2 to 32 lower case letters, as in parcels.`);
    }
  }
  if (!/^[a-z][A-Za-z0-9]*$/.test(idName)) {
    throw new Error(`"${idName}" is no name of an id: it is in camel case, as in parcelId.`);
  }
}

/** @param {string} word */
function isKeyword(word) {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, word);
  return scanner.scan() !== ts.SyntaxKind.Identifier;
}

/**
 * Throws where something else has the name.
 *
 * @param {Tree} tree
 * @param {Names} names
 * @param {ReadonlyMap<string, string>} files
 */
function checkFree(tree, { plural }, files) {
  const taken = (/** @type {string} */ why) => new Error(`The name "${plural}" is taken: ${why}.`);
  if (plural === 'tape') throw taken('it belongs to control events');
  const wanted = [...files.values()].flatMap(exportedNames);
  for (const path of [...sourcesOf(tree, 'libs/events/src'), ...sourcesOf(tree, 'apps/api/src')]) {
    const text = tree.read(path, 'utf8') ?? '';
    if (new RegExp(`'v1/${plural}['/]`).test(text)) throw taken(`${path} answers /v1/${plural}`);
    // Most files have none of the words, and need not be parsed.
    const exported = wanted.some((name) => text.includes(name)) ? exportedNames(text) : [];
    const known = exported.find((name) => wanted.includes(name));
    if (known) throw taken(`${path} exports ${known}`);
  }
}

/** @param {Tree} tree @param {string} folder @returns {string[]} */
function sourcesOf(tree, folder) {
  return tree.children(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (!tree.isFile(path)) return sourcesOf(tree, path);
    return path.endsWith('.ts') && !path.endsWith('.spec.ts') ? [path] : [];
  });
}
