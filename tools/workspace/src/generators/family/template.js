// @ts-check
const { readdirSync, readFileSync } = require('node:fs');
const { join, relative } = require('node:path');
const { formatted } = require('../format');
const { renamed } = require('./names');

/** The files of a family, where they are in the workspace: code that reads as what it becomes, for the family of parcels. */
const FILES = join(__dirname, 'files');

/**
 * The files of a family, by their paths in the workspace.
 *
 * @param {import('@nx/devkit').Tree} tree
 * @param {import('./names').Names} names
 * @returns {Promise<Map<string, string>>}
 */
async function renderFamily(tree, names) {
  const templates = readdirSync(FILES, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const rendered = templates.map(async ({ parentPath, name }) => {
    const file = join(parentPath, name);
    const path = renamed(relative(FILES, file).replace(/\.template$/, ''), names);
    const text = await formatted(tree, path, renamed(readFileSync(file, 'utf8'), names));
    return /** @type {const} */ ([path, text]);
  });
  return new Map((await Promise.all(rendered)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

module.exports = { renderFamily };
