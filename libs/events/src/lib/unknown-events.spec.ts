import fc from 'fast-check';
import { foldEvents } from './define-family';
import { fixtures } from './families.fixtures';
import { sampleHistory } from './sample-history';

/** What an app of today meets when the server is of tomorrow. */
const FUTURE = { invented_later: { deep: [1, 'two', null] } };

describe.each(fixtures.map((fixture) => ({ name: fixture.family.name, ...fixture })))(
  'an app that folds $name',
  ({ name, family, samples, histories }) => {
    it('passes over fields that it does not know', () => {
      for (const types of histories) {
        const events = sampleHistory({ samples }, types);
        const newer = events.map((event) => ({ ...event, ...FUTURE, data: { ...event.data, ...FUTURE } }));
        const state: unknown = foldEvents(family, family.initialState('1'), newer);
        expect(state).toMatchObject(foldEvents(family, family.initialState('1'), events) as object);
      }
    });

    it('passes over types that it does not know, wherever they come', () => {
      const strange = { type: `${name}.invented_later`, data: FUTURE };
      for (const types of histories) {
        const events = sampleHistory({ samples }, types);
        const state: unknown = foldEvents(family, family.initialState('1'), events);
        fc.assert(
          fc.property(fc.nat(events.length), (place) => {
            const newer = [
              ...events.slice(0, place),
              { ...strange, version: place, time: '2026-11-22T09:00:00.000Z' },
              ...events.slice(place),
            ];
            expect(foldEvents(family, family.initialState('1'), newer)).toEqual(state);
          }),
          { numRuns: 20 },
        );
      }
    });
  },
);
