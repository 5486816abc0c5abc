// @ts-check
const { logger } = require('@nx/devkit');
const ts = require('typescript');
const { capitalized } = require('../family/names');
const { formatted } = require('../format');
const { addImports, exportedNames, find, insert, parse } = require('../source');
const { addData, addFold, addInfo, addProperty, addToHistory, declarationOf, nameOf } = require('./edits');
const { aliasOf, definitionIn, findFamily, propertyIn } = require('./family-code');
const { readField } = require('./fields');

/** @typedef {import('@nx/devkit').Tree} Tree */
/** @typedef {import('./edits').NewType} NewType */
/** @typedef {import('./family-code').FamilyCode} FamilyCode */
/** @typedef {{ family: string, type: string, field?: string[], keep?: boolean, terminal?: boolean, description?: string, since?: string }} Options */

/**
 * Adds an event type to a family: its data, its DTO, its case in the fold, a sample, a place in a history, a spec. Throws for
 * a name that is bad or taken. A type that is there with the same fields is left as it is.
 *
 * @param {Tree} tree
 * @param {Options} options
 */
module.exports = async function event(tree, options) {
  const family = findFamily(tree, options.family);
  const added = newTypeOf(tree, family, options);
  if (isThere(tree, family, added)) {
    logger.info(`The event type "${added.type}" is there already: nothing has changed.`);
    return;
  }
  const { name, folder, singular } = family;
  /** @param {string} path @param {(text: string) => string} edit */
  const edit = async (path, edit) => {
    tree.write(path, await formatted(tree, path, edit(tree.read(path, 'utf8') ?? '')));
  };
  await edit(family.events, (text) => addData(text, `${singular}Events`, added));
  const folded = addFold(addInfo(tree.read(family.family, 'utf8') ?? '', added), family.state, added);
  await edit(family.family, () => folded.text);
  await edit(`${folder}/${name}.dto.ts`, (text) => addDto(text, family, added));
  await edit(`${folder}/${name}.fixtures.ts`, (text) => {
    const values = added.fields.map((field) => `${field.name}: ${field.sample}`);
    const sample = values.length > 0 ? `{ ${values.join(', ')} }` : '{}';
    return addToHistory(addProperty(text, added, sample, samplesIn), added);
  });
  await edit(`${folder}/${name}.family.spec.ts`, (text) => addSpec(text, family, added, folded));
  if (folded.told.length < added.fields.length || (folded.told.length === 0 && !folded.ends && !folded.dated)) {
    logger.info(`What "${added.type}" changes is yours to say, in the fold of ${family.family}.`);
  }
};

/**
 * @param {Tree} tree
 * @param {FamilyCode} family
 * @param {Options} options
 * @returns {NewType}
 */
function newTypeOf(
  tree,
  { name, singular, family },
  { type, field = [], keep = false, terminal = false, description, since },
) {
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(type)) {
    throw new Error(`"${type}" is no name of an event: it says what has happened, as in handed_over.`);
  }
  if (since !== undefined && !/^\d+\.\d+\.\d+$/.test(since)) throw new Error(`"${since}" is no release, as in 0.2.0.`);
  const fields = field.map((text) => readField(text, { keep }));
  const twice = fields.find((one, i) => fields.findIndex((other) => other.name === one.name) !== i);
  if (twice) throw new Error(`The field "${twice.name}" is given twice.`);
  const says = description ?? `The ${singular.toLowerCase()} was ${type.replaceAll('_', ' ')}.`;
  const info = [`description: ${JSON.stringify(says)}`];
  if (terminal) info.push('terminal: true');
  if (since !== undefined) info.push(`since: '${since}'`);
  return {
    type: `${name}.${type}`,
    name: singular + type.split('_').map(capitalized).join(''),
    status: type,
    fields,
    terminal,
    keep,
    info: `{ ${info.join(', ')} }`,
    before: terminal ? undefined : firstOfTheEnds(tree.read(family, 'utf8') ?? ''),
  };
}

/** The first of the types that end a topic, which families list last. @param {string} text */
function firstOfTheEnds(text) {
  const events = propertyIn(definitionIn(parse(text)), 'events')?.initializer;
  if (!events || !ts.isObjectLiteralExpression(events)) return undefined;
  const lastOpen = events.properties.findLastIndex((property) => !propertyIn(property, 'terminal'));
  const first = events.properties[lastOpen + 1];
  return first && nameOf(first);
}

/**
 * Whether it is there with the same fields. Throws where something else has its name.
 *
 * @param {Tree} tree
 * @param {FamilyCode} family
 * @param {NewType} added
 */
function isThere(tree, { events, singular, folder }, added) {
  const text = tree.read(events, 'utf8') ?? '';
  const source = parse(text);
  const listed = aliasOf(source, `${singular}Events`)?.type.getText().includes(`'${added.type}'`);
  const same = source.statements.some((statement) => statement.getText() === declarationOf(added));
  if (listed && same) return true;
  if (listed) {
    throw new Error(
      `"${added.type}" is there with other fields. A type is never changed once it is on a tape: add an optional field by hand, or a new type.`,
    );
  }
  const files = tree.children(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const taken = files.find((file) => {
    const names = exportedNames(tree.read(`${folder}/${file}`, 'utf8') ?? '');
    return names.includes(added.name) || names.includes(`${added.name}Dto`);
  });
  if (taken) throw new Error(`"${added.type}" cannot be: ${folder}/${taken} exports ${added.name} already.`);
  return false;
}

/** @param {string} text @param {FamilyCode} family @param {NewType} added */
function addDto(text, { name, events, folder }, added) {
  const { fields } = added;
  const members = fields.map((field) => {
    const optional = field.optional ? ['@IsOptional()'] : [];
    return [...optional, ...field.decorators, `${field.name}${field.optional ? '?' : '!'}: ${field.type};`].join('\n');
  });
  const dto = `export class ${added.name}Dto implements ${added.name} {\n${members.join('\n\n')}\n}`;
  const listed = addProperty(text, added, `${added.name}Dto`, dtosIn);
  const list = parse(listed).statements.find((statement) => dtosIn(statement) !== undefined);
  const declared = insert(listed, [{ at: list?.pos ?? 0, text: `\n\n${dto}` }]);
  const decorators = [...new Set(declaredDecorators(members.join('\n')))];
  const own = decorators.filter((decorator) => OWN_DECORATORS.includes(decorator));
  const module = `./${events.slice(folder.length + 1, -'.ts'.length)}`;
  const imported = addImports(
    declared,
    'class-validator',
    decorators.filter((decorator) => !own.includes(decorator)),
  );
  return addImports(addImports(imported, '../time.dto', own), module, [added.name], { types: true });
}

/** Those that are not of class-validator. */
const OWN_DECORATORS = ['IsTime'];

/** @param {string} text */
const declaredDecorators = (text) => [...text.matchAll(/@(\w+)/g)].map(([, decorator = '']) => decorator);

/** The map of a family's DTOs. @param {ts.Node} source */
const dtosIn = (source) =>
  find(
    source,
    /** @returns {node is ts.CallExpression} */
    (node) => ts.isCallExpression(node) && node.expression.getText() === 'defineEventDtos',
  );

/** The samples of a family. @param {ts.Node} source */
const samplesIn = (source) => propertyIn(source, 'samples');

/**
 * @param {string} text
 * @param {FamilyCode} family
 * @param {NewType} added
 * @param {{ told: readonly import('./fields').Field[], ends: boolean, dated: boolean }} folded
 */
function addSpec(text, { name, singular }, added, { told, ends, dated }) {
  const fixtures = `${singular.charAt(0).toLowerCase()}${singular.slice(1)}Fixtures`;
  const expected = [
    ...(ends ? [`status: '${added.status}'`] : []),
    ...told.map((field) => `${field.name}: ${field.sample}`),
    ...(dated ? ['updatedAt: history.at(-1)?.time'] : []),
  ];
  const changes = expected.length > 0;
  const spec = [
    `it('${changes ? 'folds' : 'changes nothing yet by'} ${added.type}', () => {`,
    `const history = sampleHistory(${fixtures}, ['${added.type}']);`,
    `const state = foldEvents(${name}, ${name}.initialState('1'), history);`,
    `expect(state).${changes ? `toMatchObject({ ${expected.join(', ')} })` : `toEqual(${name}.initialState('1'))`};`,
    '});',
  ];
  const imported = [
    ['../define-family', 'foldEvents'],
    ['../sample-history', 'sampleHistory'],
    [`./${name}.family`, name],
    [`./${name}.fixtures`, fixtures],
  ].reduce((result, [module = '', imported = '']) => addImports(result, module, [imported]), text);
  return `${imported.trimEnd()}\n\n${spec.join('\n')}\n`;
}
