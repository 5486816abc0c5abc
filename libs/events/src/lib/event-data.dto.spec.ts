import { checkEventData, generationDtos, newsDtos, orderDtos } from '../dto';

it('names the path and the rule of each field that is wrong', () => {
  const errors = checkEventData(orderDtos, 'orders.received', { items: [{ name: '', quantity: 0.5 }], address: 7 });
  expect(errors.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['data.items.0.name', 'data.items.0.quantity', 'data.address']),
  );
  expect(errors.every(({ message }) => message.length > 0)).toBe(true);
});

it('refuses an item that is no object', () => {
  expect(checkEventData(orderDtos, 'orders.received', { items: ['pizza'] })).not.toEqual([]);
  expect(checkEventData(orderDtos, 'orders.received', { items: [null] })).not.toEqual([]);
});

it('refuses an unregistered type, inherited names too', () => {
  for (const type of ['orders.eaten', 'toString', '__proto__']) {
    expect(checkEventData(orderDtos, type, {})).toEqual([expect.objectContaining({ path: 'type' })]);
  }
});

it('takes a url of http alone', () => {
  const story = (url: string) => ({ storyId: '1', headline: 'x', url });
  expect(checkEventData(newsDtos, 'news.published', story('javascript:alert(1)'))).not.toEqual([]);
  expect(checkEventData(newsDtos, 'news.published', story('http://localhost/1'))).toEqual([]);
});

it('asks for the usage of every end of a generation', () => {
  for (const type of ['completed', 'failed', 'cancelled', 'interrupted']) {
    expect(checkEventData(generationDtos, `generations.${type}`, {})).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: 'data.usage' })]),
    );
  }
});
