import { logger, type Tree } from '@nx/devkit';
import { listFamilies } from '../../alike/alike';
import generateFamily from '../family/generator';
import { openTree } from '../testing/open-tree';
import { typeErrors } from '../testing/type-errors';
import generate from './generator';

const said = jest.spyOn(logger, 'info').mockImplementation(() => {});
beforeEach(() => said.mockClear());

const FOLDER = 'libs/events/src/lib';
const FIELDS = ['text:string', 'size:number?', 'count:integer', 'isOdd:boolean?', 'at:time', 'reason:string?'];

/** A tree with the family of parcels, and what its files are then. */
async function openParcels(): Promise<{ tree: Tree; read: (role: string) => string }> {
  const tree = openTree();
  await generateFamily(tree, { name: 'parcels' });
  said.mockClear();
  return { tree, read: (role) => tree.read(`${FOLDER}/parcels/parcels.${role}.ts`, 'utf8') ?? '' };
}

const contentsOf = (tree: Tree) => tree.listChanges().map(({ path, content }) => [path, String(content)]);

it('adds a type to any family, ending and not, and the compiler agrees', async () => {
  const tree = openTree();
  for (const family of listFamilies(tree)) {
    await generate(tree, { family, type: 'looked_at', field: FIELDS });
    await generate(tree, { family, type: 'thrown_away', field: ['why:string'], terminal: true });
    await generate(tree, { family, type: 'blinked' });
  }
  expect(typeErrors(tree, 'libs/events')).toEqual([]);
}, 60_000);

it('adds data, DTO, fold, sample, history and spec', async () => {
  const { tree, read } = await openParcels();
  const field = ['to:string', 'at:time?'];
  await generate(tree, { family: 'parcels', type: 'handed_over', field, keep: true, description: 'Somebody has it.' });
  const family = read('family');
  expect(family).toContain('export interface ParcelHandedOver {\n  readonly to: string;\n  readonly at?: string;\n}');
  expect(family).toMatch(
    /'parcels\.updated': ParcelUpdated;\n {2}'parcels\.handed_over': ParcelHandedOver;\n {2}'parcels\.closed'/,
  );
  expect(family).toContain(`'parcels.handed_over': { description: 'Somebody has it.' },`);
  expect(family).toContain('readonly to: string | null;');
  expect(family).toContain('return { ...state, to: event.data.to, at: event.data.at ?? null, updatedAt: event.time };');
  expect(read('dto')).toContain(
    'export class ParcelHandedOverDto implements ParcelHandedOver {\n' +
      '  @IsString()\n  @IsNotEmpty()\n  @MaxLength(500)\n  to!: string;\n\n  @IsOptional()\n  @IsTime()\n  at?: string;\n}',
  );
  expect(read('dto')).toContain(`import { IsTime } from '../time.dto';`);
  expect(read('fixtures')).toContain(`'parcels.handed_over': { to: 'to-1', at: '2026-11-22T09:00:00.000Z' },`);
  expect(read('fixtures')).toContain(`'parcels.updated', 'parcels.handed_over', 'parcels.closed'],`);
  expect(read('family.spec')).toContain(`it('folds parcels.handed_over', () => {`);
  expect(typeErrors(tree, 'libs/events')).toEqual([]);
});

it('folds only what the state has, unless it is to keep the fields', async () => {
  const { tree, read } = await openParcels();
  await generate(tree, {
    family: 'parcels',
    type: 'returned',
    field: ['reason:string?', 'by:string', 'title:integer'],
  });
  expect(read('family')).toContain('return { ...state, reason: event.data.reason ?? null, updatedAt: event.time };');
  expect(said).toHaveBeenLastCalledWith(expect.stringMatching(/^What "parcels\.returned" changes is yours to say/));
});

it('ends a topic with a status and a history of its own', async () => {
  const { tree, read } = await openParcels();
  await generate(tree, { family: 'parcels', type: 'lost', terminal: true, since: '0.2.0' });
  expect(read('family')).toContain(`status: 'pending' | 'open' | 'closed' | 'lost';`);
  expect(read('family')).toContain(`return { ...state, status: 'lost', updatedAt: event.time };`);
  expect(read('family')).toMatch(/'parcels\.lost': \{ .+, terminal: true, since: '0\.2\.0' \}/);
  expect(read('fixtures')).toContain(`['parcels.created', 'parcels.lost'],`);
});

it('changes nothing the second time, and says so', async () => {
  const { tree } = await openParcels();
  const event = { family: 'parcels', type: 'weighed', field: ['grams:integer'] };
  await generate(tree, event);
  const before = contentsOf(tree);
  await generate(tree, event);
  expect(contentsOf(tree)).toEqual(before);
  expect(said).toHaveBeenLastCalledWith('The event type "parcels.weighed" is there already: nothing has changed.');
});

it.each([
  [{ family: 'letters', type: 'sent' }, /^There is no family "letters"/],
  [{ family: '../orders', type: 'sent' }, /^There is no family/],
  [{ family: 'orders', type: 'HandedOver' }, /is no name of an event: it says what has happened/],
  [{ family: 'orders', type: 'orders.sent' }, /is no name of an event/],
  [{ family: 'orders', type: 'delivered', field: ['to:string'] }, /is there with other fields\. .+ or a new type\.$/],
  [{ family: 'orders', type: 'item' }, /exports OrderItem already/],
  [{ family: 'orders', type: 'sent', field: ['to'] }, /^"to" is no field: it is name:type/],
  [{ family: 'orders', type: 'sent', field: ['to:date'] }, /of the types string, number, integer, boolean, time\.$/],
  [{ family: 'orders', type: 'sent', field: ['to:constructor'] }, /is no field/],
  [{ family: 'orders', type: 'sent', field: ['constructor:string'] }, /named "constructor": every object has that/],
  [{ family: 'orders', type: 'sent', field: ['toString:string?'] }, /named "toString": every object has that/],
  [{ family: 'orders', type: 'sent', field: ['hasOwnProperty:boolean'] }, /named "hasOwnProperty": every object has/],
  [{ family: 'orders', type: 'sent', field: ['__proto__:string'] }, /^"__proto__:string" is no field/],
  [{ family: 'orders', type: 'sent', field: ['to:string', 'to:time'] }, /"to" is given twice/],
  [{ family: 'orders', type: 'sent', since: 'soon' }, /"soon" is no release/],
])('refuses %j, and changes nothing', async (event, why) => {
  const tree = openTree();
  await expect(generate(tree, event)).rejects.toThrow(why);
  expect(tree.listChanges()).toEqual([]);
});

const RESOURCE = ['topic', 'cursor', 'version', 'links', 'id'];

it.each(RESOURCE)('refuses to keep a field %s, which the API would overwrite', async (name) => {
  const tree = openTree();
  const event = { family: 'orders', type: 'sent', field: [`${name}:string`], keep: true };
  await expect(generate(tree, event)).rejects.toThrow(
    `A field of the state cannot be named "${name}": the API answers`,
  );
  expect(tree.listChanges()).toEqual([]);
});

it('knows all that the API says of a resource beside its state', () => {
  const source = openTree().read('apps/api/src/topic-resource.ts', 'utf8') ?? '';
  const [, own = ''] = /return \{ \.\.\.state, (.+) \};/.exec(source) ?? [];
  expect([...own.replace(/: .+?\)(?=,)/g, '').split(', '), 'id']).toEqual(RESOURCE);
});

it('takes those for the data alone, and what no object has', async () => {
  const { tree, read } = await openParcels();
  const field = [...RESOURCE.map((name) => `${name}:string`), 'prototype:string'];
  await generate(tree, { family: 'parcels', type: 'linked', field });
  expect(read('family')).toContain('readonly prototype: string;');
  expect(typeErrors(tree, 'libs/events')).toEqual([]);
}, 60_000);
