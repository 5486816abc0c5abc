import { openTree } from '../generators/testing/open-tree';
import { findDifferences, listFamilies } from './alike';
import { EXCEPTIONS } from './exceptions';

const excepted = EXCEPTIONS.flatMap(({ families, lack }) =>
  families.flatMap((family) => lack.map((lacks) => ({ family, lacks }))),
);
const isExcepted = ({ family, lacks }: { family: string; lacks: string }) =>
  excepted.some((exception) => exception.family === family && exception.lacks === lacks);

it('has all families, features and views as the generator writes them, but for what is excepted', async () => {
  const differences = await findDifferences(openTree());
  expect(differences.filter((one) => !isExcepted(one)).map(({ mend }) => mend)).toEqual([]);
});

it('excepts nothing that is as the generator writes it', async () => {
  const differences = await findDifferences(openTree());
  const isDifferent = ({ family, lacks }: (typeof excepted)[number]) =>
    differences.some((one) => one.family === family && one.lacks === lacks);
  expect(excepted.filter((one) => !isDifferent(one))).toEqual([]);
});

it('has no feature folder without a family', () => {
  const tree = openTree();
  const families = listFamilies(tree);
  expect(tree.children('apps/api/src/features').filter((name) => !families.includes(name))).toEqual([]);
});

it('says how to mend a file, an export and a place in a list that are missing', async () => {
  const tree = openTree();
  tree.delete('apps/api/src/features/orders/orders.module.ts');
  const service = 'apps/api/src/features/orders/orders.service.ts';
  tree.write(service, tree.read(service, 'utf8')?.replace('class OrdersService', 'class OrderService') ?? '');
  const list = 'libs/events/src/lib/families.ts';
  tree.write(list, tree.read(list, 'utf8')?.replace(/^ {2}orders,\n/m, '') ?? '');
  const found = (await findDifferences(tree)).filter((one) => !isExcepted(one));
  expect(found.map(({ mend }) => mend)).toEqual([
    expect.stringMatching(/^Write apps\/api\/src\/features\/orders\/orders\.module\.ts as .+\.template has it/),
    expect.stringMatching(/^Export OrdersService from apps\/api\/src\/features\/orders\/orders\.service\.ts/),
    expect.stringMatching(/^Add orders to libs\/events\/src\/lib\/families\.ts/),
  ]);
});
