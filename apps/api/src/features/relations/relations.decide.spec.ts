import type { RelationsState } from '@tickertape/events';
import { decide, RELATIONS_MAX } from './relations.decide';

const nobody: RelationsState = { id: 'ann', following: [], muted: [], blocked: [] };
const facts = { user: 'ann', other: 'ben', blockedByOther: false };
const refusal = (code: string) => expect.objectContaining({ code }) as Error;

it('changes what is not so already', () => {
  expect(decide(nobody, 'relations.followed', facts)).toBe(true);
  expect(decide({ ...nobody, following: ['ben'] }, 'relations.followed', facts)).toBe(false);
  expect(decide(nobody, 'relations.unmuted', facts)).toBe(false);
  expect(decide({ ...nobody, muted: ['ben'] }, 'relations.unmuted', facts)).toBe(true);
});

it('refuses what a user does to himself', () => {
  expect(() => decide(nobody, 'relations.blocked', { ...facts, other: 'ann' })).toThrow(refusal('self_relation'));
});

it('refuses to follow across a block, whoever has made it', () => {
  expect(() => decide(nobody, 'relations.followed', { ...facts, blockedByOther: true })).toThrow(refusal('blocked'));
  expect(() => decide({ ...nobody, blocked: ['ben'] }, 'relations.followed', facts)).toThrow(refusal('blocked'));
});

it('refuses more than a user can have', () => {
  const muted = Array.from({ length: RELATIONS_MAX.muted }, (_, n) => `user-${n}`);
  expect(() => decide({ ...nobody, muted }, 'relations.muted', facts)).toThrow(refusal('limit_reached'));
});
