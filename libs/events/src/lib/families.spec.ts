import fc from 'fast-check';
import { checkEventData, tidyEventData } from '../dto';
import { families, foldEvents, type AnyFamily } from '../index';
import { fixtures } from '../testing';
import { eventDtos } from './families.dto';
import { sampleHistory } from './sample-history';

it('gives every family DTOs and fixtures', () => {
  const names = (of: readonly { family: AnyFamily }[]) => of.map(({ family }) => family.name);
  expect(names(eventDtos)).toEqual(families.map(({ name }) => name));
  expect(names(fixtures)).toEqual(families.map(({ name }) => name));
});

describe.each(fixtures.map((fixture) => ({ name: fixture.family.name, ...fixture })))(
  '$name',
  ({ family, samples, histories }) => {
    const dtos = eventDtos.find((candidate) => candidate.family === family);
    if (!dtos) throw new Error(`no DTOs for ${family.name}`);

    it.each(Object.keys(family.events))('has a valid sample of %s', (type) => {
      expect(checkEventData(dtos, type, samples[type])).toEqual([]);
    });

    it.each(Object.keys(family.events))('refuses unknown fields, and anything but an object, as %s', (type) => {
      expect(checkEventData(dtos, type, { ...samples[type], surprise: 1 })).toEqual([
        { path: 'data.surprise', message: 'property surprise should not exist' },
      ]);
      for (const data of [null, undefined, 'text', 7, [samples[type]]]) {
        expect(checkEventData(dtos, type, data)).toEqual([{ path: 'data', message: 'data must be an object' }]);
      }
    });

    it('survives event types that it does not know', () => {
      const state = family.initialState('1');
      expect(
        family.evolve(state, { type: `${family.name}.from_the_future`, data: { a: 1 }, version: 1, time: '' }),
      ).toBe(state);
    });

    it.each(Object.keys(family.events))('folds whatever its class takes as %s', (type) => {
      const sample = samples[type] as Record<string, unknown>;
      const states = [[], ...histories].map((types) =>
        foldEvents(family, family.initialState('1'), sampleHistory({ samples }, types)),
      );
      const strange = [undefined, null, '', 'x', 0, -1, 1e21, true, [], {}];
      const fields = new Set([...Object.keys(sample), 'id', 'ids', 'upTo', 'text', 'reason', 'occurredAt']);
      for (const field of fields) {
        for (const value of strange) {
          const data = JSON.parse(JSON.stringify({ ...sample, [field]: value })) as object;
          if (checkEventData(dtos, type, data).length > 0) continue;
          const event = { type, data: tidyEventData(dtos, type, data), version: 9, time: '2026-11-22T09:00:00.000Z' };
          for (const state of states) expect(() => family.evolve(state, event)).not.toThrow();
        }
      }
    });

    it('uses every type in a history, and ends histories with terminal types alone', () => {
      expect(new Set(histories.flat())).toEqual(new Set(Object.keys(family.events)));
      for (const types of histories) {
        expect(types.slice(0, -1).filter((type) => family.isTerminal(type))).toEqual([]);
      }
    });

    it('folds a snapshot and its tail to the same state as the whole, and leaves the snapshot as it was', () => {
      for (const types of histories) {
        const events = sampleHistory({ samples }, types);
        const whole = foldEvents(family, family.initialState('1'), events);
        for (let at = 0; at <= events.length; at += 1) {
          const snapshot = JSON.stringify(foldEvents(family, family.initialState('1'), events.slice(0, at)));
          const thawed = JSON.parse(snapshot);
          expect(foldEvents(family, thawed, events.slice(at))).toEqual(whole);
          expect(JSON.stringify(thawed)).toBe(snapshot);
        }
      }
    });

    it('folds merged events to the same state as the full history, wherever it merges', () => {
      const { merge } = family;
      if (!merge) return;
      for (const types of histories) {
        const events = sampleHistory({ samples }, types);
        const whole = foldEvents(family, family.initialState('1'), events);
        fc.assert(
          fc.property(fc.array(fc.boolean(), { minLength: events.length, maxLength: events.length }), (wanted) => {
            const conflated = events.reduce<typeof events>((kept, event, i) => {
              const last = kept.at(-1);
              const data = last && wanted[i] ? (merge(last, event) as object | undefined) : undefined;
              return data ? [...kept.slice(0, -1), { ...event, data }] : [...kept, event];
            }, []);
            expect(foldEvents(family, family.initialState('1'), conflated)).toEqual(whole);
          }),
        );
      }
    });
  },
);
