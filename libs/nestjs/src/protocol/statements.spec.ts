import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

it('proves every statement of PROTOCOL.md by a test that is named after it', () => {
  const protocol = readFileSync(join(__dirname, '../../../wire/PROTOCOL.md'), 'utf8');
  const statements = [...protocol.matchAll(/\*\*(P\d+)\*\*/g)].map(([, number]) => number);
  const specs = readdirSync(__dirname).filter((file) => file.endsWith('.http.spec.ts'));
  const tests = specs.map((file) => readFileSync(join(__dirname, file), 'utf8')).join('\n');
  const proved = new Set([...tests.matchAll(/\('(P\d+) /g)].map(([, number]) => number));
  expect(statements.filter((number) => !proved.has(number))).toEqual([]);
  expect([...proved].filter((number) => !statements.includes(number))).toEqual([]);
});
