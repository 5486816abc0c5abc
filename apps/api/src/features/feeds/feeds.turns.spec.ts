import { Turns } from './feeds.turns';

it('does the jobs of one name one after the other, and those of another beside them', async () => {
  const turns = new Turns();
  const log: string[] = [];
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const first = turns.take('ann', () => gate.then(() => log.push('ann 1')));
  const second = turns.take('ann', async () => log.push('ann 2'));
  await turns.take('ben', async () => log.push('ben'));
  expect(log).toEqual(['ben']);
  open();
  await Promise.all([first, second]);
  expect(log).toEqual(['ben', 'ann 1', 'ann 2']);
});

it('goes on after a job that fails, and tells the one who asked for it', async () => {
  const turns = new Turns();
  const failing = turns.take('ann', () => Promise.reject(new Error('no')));
  const next = turns.take('ann', async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
