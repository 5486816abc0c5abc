import type { TapeMessage } from '@tickertape/client';
import { ENTRIES_MAX, NO_ENTRIES, receiveEntry } from './tail-entries';

const event = (type: 'quotes.updated' | 'quotes.halted', version: number, merged?: number): TapeMessage => ({
  type,
  topic: 'quotes/ACME',
  version,
  time: '2026-11-22T09:00:00.000Z',
  data: {},
  cursor: `k-${version}`,
  ...(merged !== undefined && { merged }),
});

const receive = (...messages: readonly TapeMessage[]) =>
  messages.reduce((entries, message) => receiveEntry(entries, 'quotes.updated', message), NO_ENTRIES);

describe('the tail of a type', () => {
  it('has the newest events first', () => {
    expect(receive(event('quotes.updated', 1), event('quotes.updated', 2)).newest).toMatchObject([
      { version: 2 },
      { version: 1 },
    ]);
  });

  it('counts the events of other types, and shows none of them', () => {
    const { newest, ofType, ofOthers } = receive(event('quotes.halted', 1), event('quotes.updated', 2));
    expect([newest.map(({ type }) => type), ofType, ofOthers]).toEqual([['quotes.updated'], 1, 1]);
  });

  it('counts events that came as one as so many', () => {
    expect(receive(event('quotes.updated', 4, 4), event('quotes.halted', 5))).toMatchObject({ ofType: 4, ofOthers: 1 });
  });

  it('keeps no more than are looked at, and counts on', () => {
    const many = Array.from({ length: ENTRIES_MAX + 5 }, (_, index) => event('quotes.updated', index + 1));
    const { newest, ofType } = receive(...many);
    expect([newest.length, newest[0]?.version, ofType]).toEqual([ENTRIES_MAX, ENTRIES_MAX + 5, ENTRIES_MAX + 5]);
  });

  it('knows the last loss that was told', () => {
    const gap: TapeMessage = { type: 'tape.gap', reason: 'expired', missed: 3, cursor: 'k-1' };
    expect(receive(event('quotes.updated', 1), gap, event('quotes.updated', 5))).toMatchObject({ gap, ofType: 2 });
  });

  it('is the same after what is neither an event nor a loss', () => {
    const before = receive(event('quotes.updated', 1));
    const others: readonly TapeMessage[] = [
      { type: 'tape.snapshot', topic: 'quotes/ACME', version: 1, state: {}, cursor: 'k-1' },
      { type: 'tape.closed', topic: 'quotes/ACME', cursor: 'k-1' },
    ];
    for (const message of others) expect(receiveEntry(before, 'quotes.updated', message)).toBe(before);
  });
});
