import fc from 'fast-check';
import { foldEvents } from './define-family';
import { fixtures } from './families.fixtures';

/** What an app of today meets when the server is of tomorrow. */
const FUTURE = { invented_later: { deep: [1, 'two', null] } };

const at = (version: number) => ({ version, time: new Date(Date.UTC(2026, 10, 22, 9, 0, version)).toISOString() });

describe.each(fixtures.map((fixture) => ({ name: fixture.family.name, ...fixture })))(
  'an app that folds $name',
  ({ name, family, samples, histories }) => {
    const known = (types: readonly string[]) =>
      types.map((type, i) => ({ type, data: samples[type] ?? {}, ...at(i + 1) }));

    it('passes over fields that it does not know', () => {
      for (const types of histories) {
        const events = known(types);
        const newer = events.map((event) => ({ ...event, ...FUTURE, data: { ...event.data, ...FUTURE } }));
        const state: unknown = foldEvents(family, family.initialState('1'), newer);
        expect(state).toMatchObject(foldEvents(family, family.initialState('1'), events) as object);
      }
    });

    it('passes over types that it does not know, wherever they come', () => {
      const strange = { type: `${name}.invented_later`, data: FUTURE };
      for (const types of histories) {
        const events = known(types);
        const state: unknown = foldEvents(family, family.initialState('1'), events);
        fc.assert(
          fc.property(fc.nat(events.length), (place) => {
            const newer = [...events.slice(0, place), { ...strange, ...at(place) }, ...events.slice(place)];
            expect(foldEvents(family, family.initialState('1'), newer)).toEqual(state);
          }),
          { numRuns: 20 },
        );
      }
    });
  },
);
