import {
  checkEventData,
  generationDtos,
  newsDtos,
  orderDtos,
  tidyEventData,
  withoutNulls,
  OrderReceivedDto,
} from '../dto';

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

it('names the rules of a field in the order of its decorators', () => {
  const errors = checkEventData(newsDtos, 'news.published', { storyId: 7, headline: 'x' });
  expect(errors[0]).toEqual({ path: 'data.storyId', message: 'storyId must be a string' });
});

it('has what is null where it may be absent be absent', () => {
  const items = [{ name: 'Margherita', quantity: 2 }];
  const given = { items, address: null, surprise: null };
  expect(checkEventData(orderDtos, 'orders.received', { items, address: null })).toEqual([]);
  expect(tidyEventData(orderDtos, 'orders.received', { items, address: null })).toEqual({ items });
  expect(tidyEventData(orderDtos, 'orders.received', { items })).toEqual({ items });
  // What the class does not name is for its rules to refuse.
  expect(withoutNulls(OrderReceivedDto, given)).toEqual({ items, surprise: null });
  expect(withoutNulls(OrderReceivedDto, { items: null })).toEqual({ items: null });
});

it('has nulls of nested fields be absent, and leaves those of free JSON', () => {
  const tool = { name: 'f', description: null, parameters: { enum: [null] } };
  const data = {
    model: 'm',
    promptTokens: 1,
    messages: [{ role: 'user', content: 'Hi', toolCalls: null }],
    tools: [tool],
  };
  expect(tidyEventData(generationDtos, 'generations.started', data)).toEqual({
    ...data,
    messages: [{ role: 'user', content: 'Hi' }],
    tools: [{ name: 'f', parameters: { enum: [null] } }],
  });
});

it('tidies what is deeper than the stack', () => {
  const deep = JSON.parse('['.repeat(30_000) + 'null' + ']'.repeat(30_000)) as unknown;
  expect(withoutNulls(OrderReceivedDto, { address: null, deep })).toEqual({ deep });
});
