import type { Tree } from '@nx/devkit';
import { findFamily } from '../generators/event/family-code';
import { LISTS } from '../generators/family/lists';
import { namesOf, renamed, type Names } from '../generators/family/names';
import { renderFamily } from '../generators/family/template';
import { exportedNames } from '../generators/source';

/** What a family lacks that the template of the generator has. */
export interface Difference {
  readonly family: string;
  /** As of the family of parcels: a file, an export of it as in `path#name`, or a list that it is not in. */
  readonly lacks: string;
  /** What is to be done. */
  readonly mend: string;
}

const FILES = 'tools/workspace/src/generators/family/files';
const OR_SAY_WHY = 'or say in tools/workspace/src/alike/exceptions.ts why not.';

/** What the template calls its events, and what leads to them: other families have other ones. */
const OF_ITS_EVENTS = /Creat|Updat|Clos|Append/;

export function listFamilies(tree: Tree): string[] {
  const folders = tree.children('libs/events/src/lib');
  return folders.filter((name) => tree.exists(`libs/events/src/lib/${name}/${name}.family.ts`));
}

/** Compares every family, its feature and its view with the template: files, what they export, and the lists. */
export async function findDifferences(tree: Tree): Promise<Difference[]> {
  const template = await renderFamily(tree, namesOf({ name: 'parcels' }));
  return listFamilies(tree).flatMap((family) => {
    const names = readNames(tree, family);
    return [
      ...[...template].flatMap(([path, text]) => compareFile(tree, path, text, names)),
      ...missingPlaces(tree, names),
    ];
  });
}

/** The names that its code has. What its id is called is its own affair. */
function readNames(tree: Tree, family: string): Names {
  const { singular } = findFamily(tree, family);
  return namesOf({ name: family, singular: singular.charAt(0).toLowerCase() + singular.slice(1) });
}

function compareFile(tree: Tree, path: string, text: string, names: Names): Difference[] {
  const own = renamed(path, names);
  const family = names.plural;
  const code = tree.read(own, 'utf8');
  if (code === null) {
    return [{ family, lacks: path, mend: `Write ${own} as ${FILES}/${path}.template has it, ${OR_SAY_WHY}` }];
  }
  const known = exportedNames(code);
  return exportedNames(text)
    .filter((name) => !OF_ITS_EVENTS.test(name) && !known.includes(renamed(name, names)))
    .map((name) => ({
      family,
      lacks: `${path}#${name}`,
      mend: `Export ${renamed(name, names)} from ${own}, ${OR_SAY_WHY}`,
    }));
}

/** A list has a family when adding it changes nothing. */
function missingPlaces(tree: Tree, names: Names): Difference[] {
  const lacking = LISTS.filter(({ path, add }) => {
    const text = tree.read(path, 'utf8') ?? '';
    return add(text, names) !== text;
  });
  return lacking.map(({ path }) => ({
    family: names.plural,
    lacks: path,
    mend: `Add ${names.plural} to ${path}, ${OR_SAY_WHY}`,
  }));
}
