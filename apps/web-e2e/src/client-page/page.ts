import { createClient } from '@tickertape/client';
import { BEHAVIOURS, dispatchedBy, parsedFrom, Trial, tryBehaviour } from '@tickertape/client/testing';
import { news } from '@tickertape/events';
import * as recipes from 'virtual:recipes';

/** The client, and what it is to do, where a test can call it. */
const clientPage = {
  Trial,
  createClient,
  news,
  recipes,
  tryBehaviour: async (name: string): Promise<void> => {
    const behaviour = BEHAVIOURS.find((candidate) => candidate.name === name);
    if (!behaviour) throw new Error(`there is no behaviour "${name}"`);
    await tryBehaviour(behaviour, location.origin);
  },
  /** What this browser's own EventSource makes of a stream, and what the client's parser does, in chunks and byte by byte. */
  readHostile: async (name: string) => {
    const url = `/hostile/${encodeURIComponent(name)}`;
    const dispatched = await dispatchedBy(new EventSource(url));
    const chunks: Uint8Array[] = [];
    const reader = (await fetch(url)).body?.getReader();
    for (;;) {
      const { value } = (await reader?.read()) ?? {};
      if (!value) break;
      chunks.push(value);
    }
    const bytes = chunks.flatMap((chunk) => [...chunk]);
    return {
      dispatched,
      parsed: parsedFrom(chunks),
      parsedByBytes: parsedFrom(bytes.map((byte) => Uint8Array.of(byte))),
    };
  },
};

export type ClientPage = typeof clientPage;

Object.assign(globalThis, { clientPage });
