// Writes catalogue.json: what the event types promise from now on. A change that breaks an earlier promise is refused.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runnerImport } from 'vite';

const root = import.meta.dirname;
const file = join(root, 'catalogue.json');
const { module } = await runnerImport(join(root, 'src/catalogue.ts'), {
  configFile: false,
  resolve: { tsconfigPaths: true },
});
const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const after = module.toSnapshot(module.eventTypes());
const breaches = module.findBreaches(before, after);
if (breaches.length > 0) {
  process.stderr.write(`${module.describeBreaches(breaches)}\n`);
  process.exitCode = 1;
} else {
  writeFileSync(file, await format(JSON.stringify(after), { ...(await resolveConfig(file)), filepath: file }));
}
