import { quotes } from '@tickertape/events';
import { BURST_TRADES, makeBurst } from './burst';

describe('a burst of trades', () => {
  const quote = { ...quotes.initialState('ACME'), last: '10.00', high: '10.10', low: '9.95', day: '2026-11-22' };

  it('goes on from the last price, and stretches the range of the day', () => {
    const trades = makeBurst(quote, () => 0.999);
    expect(trades).toHaveLength(BURST_TRADES);
    expect(trades[0]).toEqual({
      bid: '10.03',
      ask: '10.05',
      last: '10.04',
      size: 100,
      high: '10.10',
      low: '9.95',
      day: '2026-11-22',
      simulated: true,
    });
    expect(trades.at(-1)).toMatchObject({ last: '14.00', high: '14.00', low: '9.95' });
  });

  it('never gives a share away', () => {
    const trades = makeBurst({ ...quote, last: '1.02' }, () => 0);
    expect(trades.at(-1)).toMatchObject({ last: '1.00', low: '1.00' });
  });

  it('begins somewhere when there was no price', () => {
    const [first] = makeBurst(quotes.initialState('NEW'), () => 0.5);
    expect(first).toMatchObject({ last: '100.00', high: '100.00', low: '100.00' });
    expect(first).not.toHaveProperty('day');
  });
});
