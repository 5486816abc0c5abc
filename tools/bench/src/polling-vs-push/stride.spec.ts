import { strideOf } from './stride';

it.each([1, 2, 3, 10, 97, 100, 10_000, 24_990])('visits each of %d users once', (users) => {
  const stride = strideOf(users);
  expect(new Set(Array.from({ length: users }, (_, i) => (i * stride) % users)).size).toBe(users);
});
