import Libsql from 'libsql';

/** Counts what reaches the driver from now until the end of the test. */
export function countStatements(): { readonly asked: () => number; readonly commits: () => number } {
  const probe = new Libsql(':memory:');
  const statement = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<
    'run' | 'get' | 'iterate',
    () => unknown
  >;
  // `all` goes through `iterate`.
  const asked = (['run', 'get', 'iterate'] as const).map((method) => jest.spyOn(statement, method));
  const exec = jest.spyOn(Libsql.prototype, 'exec');
  probe.close();
  return {
    asked: () => asked.reduce((sum, { mock }) => sum + mock.calls.length, 0),
    commits: () => exec.mock.calls.filter(([sql]) => sql === 'COMMIT').length,
  };
}
