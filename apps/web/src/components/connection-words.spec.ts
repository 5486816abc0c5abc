import { ClientError } from '@tickertape/client';
import { describeConnection } from './connection-words';

const NOW = 1_000_000;

describe('the words for a connection', () => {
  it('are one word while all is well', () => {
    expect(describeConnection({ phase: 'live' }, NOW)).toEqual({ phase: 'Live', detail: '', offer: '' });
    expect(describeConnection({ phase: 'finished' }, NOW)).toEqual({ phase: 'Finished', detail: '', offer: '' });
  });

  it('own up to polling', () => {
    expect(describeConnection({ phase: 'live', polling: true }, NOW).detail).toBe('by polling');
  });

  it('say why it is lost, and offer to hurry only where it would wait for long', () => {
    const lost = { phase: 'reconnecting', reason: 'lost' } as const;
    expect(describeConnection(lost, NOW)).toMatchObject({ detail: 'the connection broke', offer: '' });
    expect(describeConnection({ ...lost, retryAt: NOW + 500 }, NOW).offer).toBe('');
    expect(describeConnection({ ...lost, retryAt: NOW + 20_000 }, NOW).offer).toBe('Try now');
  });

  it('give the reason of a failure, and offer another attempt', () => {
    const error = new ClientError('not_found', 'There is no such order.');
    expect(describeConnection({ phase: 'failed', error }, NOW)).toMatchObject({
      detail: 'There is no such order.',
      offer: 'Try again',
    });
  });
});
