import { defineFamily } from './define-family';

const options = (name: string, type: string) => ({
  name,
  idName: 'parcelId',
  events: { [type]: { description: 'Something happened.' } },
  retention: {},
  access: { existence: 'open' as const, wholeFamily: false },
  initialState: () => 0,
  evolve: (count: number) => count + 1,
});

it('refuses an event type that is not named after its family', () => {
  expect(() => defineFamily(options('parcels', 'orders.sent'))).toThrow(TypeError);
  expect(() => defineFamily(options('parcels', 'parcels.Sent'))).toThrow(TypeError);
});

it('reserves the name of control events', () => {
  expect(() => defineFamily(options('tape', 'tape.sent'))).toThrow(TypeError);
});
