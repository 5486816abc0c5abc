import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logger, type Tree } from '@nx/devkit';
import { openTree } from '../testing/open-tree';
import { typeErrors } from '../testing/type-errors';
import generate from './generator';
import { namesOf } from './names';
import { renderFamily } from './template';

const said = jest.spyOn(logger, 'info').mockImplementation(() => {});
beforeEach(() => said.mockClear());

const contentsOf = (tree: Tree) => tree.listChanges().map(({ path, content }) => [path, String(content)]);

it('writes the family of parcels as the templates have it, formatting included', async () => {
  const rendered = await renderFamily(openTree(), namesOf({ name: 'parcels' }));
  const templates = [...rendered.keys()].map((path) =>
    readFileSync(join(__dirname, 'files', `${path}.template`), 'utf8'),
  );
  expect([...rendered.values()]).toEqual(templates);
});

it('writes files and lists, and nothing else', async () => {
  const tree = openTree();
  await generate(tree, { name: 'parties' });
  const changes = tree.listChanges().map(({ type, path }) => `${type} ${path}`);
  expect(changes.filter((change) => change.startsWith('DELETE'))).toEqual([]);
  expect(changes.filter((change) => change.startsWith('CREATE'))).toHaveLength(11);
  expect(changes.filter((change) => change.startsWith('UPDATE'))).toHaveLength(10);
  expect(tree.read('libs/events/src/lib/parties/parties.family.ts', 'utf8')).toContain(
    `defineFamily<'parties', PartyEvents, PartyState, 'partyId'>`,
  );
  for (const [path, content] of contentsOf(tree).filter(([path]) => !path?.endsWith('.md')))
    expect(`${path} ${content}`).not.toMatch(/[Pp]arcel/);
});

it('lists a family where the alphabet has it, or behind the others', async () => {
  const tree = openTree();
  await generate(tree, { name: 'parties' });
  const read = (path: string) => tree.read(path, 'utf8') ?? '';
  expect(read('libs/events/src/lib/families.ts')).toMatch(/\n {2}orders,\n {2}parties,\n {2}quotes,\n/);
  expect(read('libs/events/src/index.ts')).toMatch(
    /orders\.family';\nexport \* from '.\/lib\/parties\/parties\.family';\n/,
  );
  expect(read('apps/api/src/app.module.ts')).toMatch(/Module,\n {8}PartiesModule,\n {8}StreamsModule,/);
  expect(read('apps/web/src/views/views.ts')).toMatch(/name: 'parties'.*\n\] as const/);
  expect(read('libs/events/README.md')).toMatch(/\n\| `parties` +\| one a party/);
});

it('takes a singular that English has no rule for, and a name for the id', async () => {
  const tree = openTree();
  await generate(tree, { name: 'people', singular: 'person', idName: 'who' });
  const family = tree.read('libs/events/src/lib/people/people.family.ts', 'utf8');
  expect(family).toContain(`defineFamily<'people', PersonEvents, PersonState, 'who'>`);
  expect(tree.read('apps/web/src/views/people.element.ts', 'utf8')).toContain('client.view(people, { who: id })');
});

it.each([
  'parcel parcels, chat chats, employee employees, hoof hoofs, photo photos, toy toys, shoe shoes, page pages',
  'party parties, query queries, ally allies, city cities, movie movies, cookie cookies, tie ties, die dies',
  'match matches, branch branches, coach coaches, beach beaches, lunch lunches, dish dishes, watch watches',
  'cache caches, headache headaches, niche niches, avalanche avalanches, axis axes, box boxes, tax taxes',
  'bus buses, bonus bonuses, status statuses, virus viruses, campus campuses, radius radiuses, menu menus',
  'purchase purchases, expense expenses, course courses, license licenses, release releases, response responses',
  'house houses, warehouse warehouses, cause causes, use uses, case cases, database databases, phase phases',
  'invoice invoices, service services, exercise exercises, nurse nurses, size sizes, prize prizes, quiz quizzes',
  'glass glasses, address addresses, class classes, process processes, alias aliases, lens lenses, gas gases',
  'analysis analyses, crisis crises, diagnosis diagnoses, index indices, index indexes, criterion criteria',
  'leaf leaves, wolf wolves, knife knives, life lives, move moves, wave waves, archive archives, valve valves',
  'hero heroes, potato potatoes, person people, child children, woman women, mouse mice',
  'sheep sheep, series series, species species, news news, status status, address address, analysis analysis',
])('has of one, and of many: %s', (words) => {
  for (const [singular, name = ''] of words.split(', ').map((word) => word.split(' '))) {
    expect([name, namesOf({ name }).singular]).toEqual([name, singular]);
  }
});

it('says what it calls one, and how to call it otherwise, unless it was told', async () => {
  await generate(openTree(), { name: 'crews' });
  expect(said).toHaveBeenCalledTimes(1);
  expect(said).toHaveBeenCalledWith(
    'One of the crews is called "crew", and its id "crewId". If English has another word, take this back and name it by --singular.',
  );
  await generate(openTree(), { name: 'people', singular: 'person' });
  expect(said).toHaveBeenCalledTimes(1);
});

it.each([
  ['purchases', 'Purchase'],
  ['status', 'Status'],
])(
  'names view, events and DTOs of %s after one word',
  async (name, one) => {
    const tree = openTree();
    await generate(tree, { name });
    const read = (role: string) => tree.read(`libs/events/src/lib/${name}/${name}.${role}.ts`, 'utf8') ?? '';
    expect(read('family')).toContain(`'${name}.created': ${one}Created;`);
    expect(read('dto')).toContain(`export class ${one}CreatedDto implements ${one}Created {`);
    expect(tree.read(`apps/web/src/views/${name}.element.ts`, 'utf8')).toContain(
      `client.view(${name}, { ${one.toLowerCase()}Id: id })`,
    );
    expect(typeErrors(tree, 'libs/events')).toEqual([]);
  },
  60_000,
);

it('changes nothing the second time, and says so', async () => {
  const tree = openTree();
  await generate(tree, { name: 'parcels' });
  const before = contentsOf(tree);
  await generate(tree, { name: 'parcels' });
  expect(contentsOf(tree)).toEqual(before);
  expect(said).toHaveBeenLastCalledWith('The family "parcels" is there already: nothing has changed.');
});

it('does not overwrite a family that somebody has gone on with', async () => {
  const tree = openTree();
  await generate(tree, { name: 'parcels' });
  const path = 'libs/events/src/lib/parcels/parcels.family.ts';
  tree.write(path, `${tree.read(path, 'utf8')}// mine\n`);
  const before = contentsOf(tree);
  await expect(generate(tree, { name: 'parcels' })).rejects.toThrow(/"parcels" is taken: .+parcels\.family\.ts/);
  expect(contentsOf(tree)).toEqual(before);
});

it.each(['Parcels', 'parcel-lists', 'parcel_lists', '2parcels', 'p', 'ünits', '', 'class', 'imports/../x'])(
  'refuses %j, which is no name',
  async (name) => {
    const tree = openTree();
    await expect(generate(tree, { name })).rejects.toThrow(/is no name of a family: it is a word/);
    expect(tree.listChanges()).toEqual([]);
  },
);

it.each([
  ['orders', 'orders.ts is there, and is not what would be written'],
  ['chats', 'libs/events/src/lib/chats/chats.dto.ts is there'],
  ['tape', 'control events'],
  ['families', 'define-family.ts exports FamilyEvents'],
  ['users', 'answers /v1/users'],
  ['models', 'exports models'],
  ['home', 'apps/web/src/views/home.element.ts is there'],
])('refuses %s, which is taken, and says by what', async (name, by) => {
  const tree = openTree();
  await expect(generate(tree, { name })).rejects.toThrow(new RegExp(`^The name "${name}" is taken: .*${by}`));
  expect(tree.listChanges()).toEqual([]);
});

it('refuses an id that is no name', async () => {
  await expect(generate(openTree(), { name: 'parcels', idName: 'parcel-id' })).rejects.toThrow(/is no name of an id/);
});
