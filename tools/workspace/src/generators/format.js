// @ts-check
const { format } = require('prettier/standalone');
const plugins = [
  require('prettier/plugins/estree'),
  require('prettier/plugins/markdown'),
  require('prettier/plugins/typescript'),
];

/**
 * Formats a text as the workspace does. At once, and not at the end as `formatFiles` does: what is written is first compared
 * with what is there.
 *
 * @param {import('@nx/devkit').Tree} tree
 * @param {string} path
 * @param {string} text
 */
async function formatted(tree, path, text) {
  const options = JSON.parse(tree.read('.prettierrc.json', 'utf8') ?? '{}');
  return format(text, { ...options, filepath: path, plugins });
}

module.exports = { formatted };
