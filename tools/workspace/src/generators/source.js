// @ts-check
// Plain JavaScript: Nx loads generators unbuilt, and Node 20 does not run TypeScript.
const ts = require('typescript');

/** @typedef {{ at: number, text: string }} Insertion At a position of the text as it was. */
/** @typedef {import('typescript').Node} Node */

/** @param {string} text */
const parse = (text) => ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);

/**
 * The text with other texts in it. Formatting is left to Prettier.
 *
 * @param {string} text
 * @param {readonly Insertion[]} insertions
 */
function insert(text, insertions) {
  return [...insertions]
    .sort((a, b) => b.at - a.at)
    .reduce((result, { at, text: inserted }) => result.slice(0, at) + inserted + result.slice(at), text);
}

/**
 * The first node below another one, in the order of the text, that a guard takes.
 *
 * @template {Node} Found
 * @param {Node} root
 * @param {(node: Node) => node is Found} guard
 * @returns {Found | undefined}
 */
function find(root, guard) {
  return ts.forEachChild(root, (node) => (guard(node) ? node : find(node, guard)));
}

/**
 * Where an element of a list with commas goes. Comments before the element that it displaces stay with that one.
 *
 * @param {import('typescript').NodeArray<Node>} list
 * @param {number} index
 * @param {string} text
 * @returns {Insertion}
 */
function elementAt(list, index, text) {
  const next = list[index];
  if (next) return { at: next.pos, text: ` ${text},` };
  const last = list.at(-1);
  return last ? { at: last.end, text: `, ${text}` } : { at: list.pos, text };
}

/**
 * Where an element goes in a list that is sorted: before the first one that is greater.
 *
 * @param {import('typescript').NodeArray<Node>} list
 * @param {string} text
 */
function sortedElement(list, text) {
  const index = list.findIndex((element) => element.getText() > text);
  return elementAt(list, index < 0 ? list.length : index, text);
}

/** @param {Node} statement */
function specifierOf(statement) {
  const isModule = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
  const specifier = isModule ? statement.moduleSpecifier : undefined;
  return specifier && ts.isStringLiteral(specifier) ? specifier.text : undefined;
}

/**
 * Adds an import or export of a module at its place among those like it, which are sorted by their modules. Adds nothing
 * where there is one of that module.
 *
 * @param {string} text
 * @param {string} statement without a semicolon
 * @param {RegExp} alike the modules of those like it
 */
function addModule(text, statement, alike) {
  const module = specifierOf(/** @type {Node} */ (parse(statement).statements[0])) ?? '';
  const { statements } = parse(text);
  const known = statements.filter((known) => alike.test(specifierOf(known) ?? ''));
  if (known.some((other) => specifierOf(other) === module)) return text;
  const next = known.find((other) => (specifierOf(other) ?? '') > module);
  if (next) return insert(text, [{ at: next.getStart(), text: `${statement};\n` }]);
  return insert(text, [{ at: known.at(-1)?.end ?? 0, text: `\n${statement};` }]);
}

/**
 * Imports names, beside others of the same module where there are some.
 *
 * @param {string} text
 * @param {string} module
 * @param {readonly string[]} names
 * @param {{ types?: boolean }} [options]
 */
function addImports(text, module, names, { types = false } = {}) {
  const imports = parse(text).statements.filter(ts.isImportDeclaration);
  const same = imports.filter((known) => specifierOf(known) === module).flatMap(namedBindings);
  const missing = names.filter((name) => !same.some(({ elements }) => elements.some((el) => el.name.text === name)));
  if (missing.length === 0) return text;
  const bindings = same.find(({ parent }) => parent.isTypeOnly === types);
  if (bindings) return missing.reduce((result, name) => addBinding(result, bindings.pos, name), text);
  const statement = `import ${types ? 'type ' : ''}{ ${missing.join(', ')} } from '${module}';`;
  const next = imports.find((other) => importOrder(specifierOf(other) ?? '') > importOrder(module));
  const last = imports.at(-1);
  if (next) return insert(text, [{ at: next.getStart(), text: `${statement}\n` }]);
  return insert(text, [last ? { at: last.end, text: `\n${statement}` } : { at: 0, text: `${statement}\n` }]);
}

/** Packages come first, then what is farther away. @param {string} module */
const importOrder = (module) => (module.startsWith('.') ? `~${module}` : module);

/** @param {import('typescript').ImportDeclaration} declaration */
function namedBindings({ importClause }) {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? [bindings] : [];
}

/**
 * @param {string} text
 * @param {number} at where the bindings begin
 * @param {string} name
 */
function addBinding(text, at, name) {
  const bindings = find(
    parse(text),
    /** @returns {node is import('typescript').NamedImports} */
    (node) => ts.isNamedImports(node) && node.pos === at,
  );
  return bindings ? insert(text, [sortedElement(bindings.elements, name)]) : text;
}

/**
 * The names that a module declares and exports.
 *
 * @param {string} text
 */
function exportedNames(text) {
  return parse(text).statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [statement];
    return declared.flatMap((node) => {
      const name = ts.getNameOfDeclaration(/** @type {import('typescript').Declaration} */ (node));
      return name && ts.isIdentifier(name) ? [name.text] : [];
    });
  });
}

module.exports = { addImports, addModule, elementAt, exportedNames, find, insert, parse, sortedElement, specifierOf };
