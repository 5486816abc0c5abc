import { startInVain, type ApiEnv } from '../support/api.process';

/**
 * Expects a start to be refused as every start is that cannot succeed: exit code 1, nothing on stdout, and on stderr one
 * line for the person who started it, without a stack trace. Returns the line.
 */
export async function refusedStart(env: ApiEnv): Promise<string> {
  const { code, signal, stdout, stderr } = await startInVain(env);
  expect({ code, signal, stdout }).toEqual({ code: 1, signal: null, stdout: '' });
  expect(stderr).toMatch(/^Tickertape cannot run: .+\n$/);
  return stderr.trimEnd();
}
