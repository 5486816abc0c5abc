import type { TapeMessage } from '@tickertape/client';
import { quotes, type QuoteState } from '@tickertape/events';
import { receiveMessage, type FamilyStates } from './family-states';

const NOTHING: FamilyStates<QuoteState> = new Map();
const acme = { ...quotes.initialState('ACME'), last: '100.00', volume: 500, day: '2026-11-22' };

const snapshot: TapeMessage = { type: 'tape.snapshot', topic: 'quotes/ACME', version: 7, state: acme, cursor: 'k-1' };

const updated = (symbol: string, last: string): TapeMessage => ({
  type: 'quotes.updated',
  topic: `quotes/${symbol}`,
  version: 8,
  time: '2026-11-22T09:00:00.000Z',
  data: { bid: last, ask: last, last, high: last, low: last, size: 100, day: '2026-11-22' },
  cursor: 'k-2',
});

describe('the states of a family', () => {
  it('begin with snapshots', () => {
    expect(receiveMessage(quotes, NOTHING, snapshot).get('ACME')).toBe(acme);
  });

  it('go on with events, each in its topic', () => {
    const before = receiveMessage(quotes, NOTHING, snapshot);
    const after = receiveMessage(quotes, before, updated('ACME', '101.00'));
    expect(after.get('ACME')).toMatchObject({ last: '101.00', volume: 600 });
    expect(before.get('ACME')).toBe(acme);
  });

  it('begin at nothing in a topic that is new', () => {
    const after = receiveMessage(quotes, NOTHING, updated('NEW', '5.00'));
    expect(after.get('NEW')).toMatchObject({ id: 'NEW', last: '5.00', volume: 100 });
  });

  it('begin afresh with the snapshot after a gap', () => {
    const before = receiveMessage(quotes, NOTHING, updated('ACME', '101.00'));
    const gap: TapeMessage = { type: 'tape.gap', reason: 'expired', missed: null, cursor: 'k-3' };
    expect(receiveMessage(quotes, before, gap)).toBe(before);
    expect(receiveMessage(quotes, before, snapshot).get('ACME')).toBe(acme);
  });

  it('are the same map after what changes nothing', () => {
    const before = receiveMessage(quotes, NOTHING, snapshot);
    const unknown = { ...updated('ACME', '1.00'), type: 'quotes.split' } as unknown as TapeMessage;
    expect(receiveMessage(quotes, before, unknown)).toBe(before);
  });
});
