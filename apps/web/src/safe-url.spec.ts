import { safeUrl } from './safe-url';

it.each([
  ['https://example.org/1', 'https://example.org/1'],
  ['HTTP://example.org', 'HTTP://example.org'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['//example.org', undefined],
  [null, undefined],
])('of %j, %j may be linked to', (url, safe) => {
  expect(safeUrl(url)).toBe(safe);
});
