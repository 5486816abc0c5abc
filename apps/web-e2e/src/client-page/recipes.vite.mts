import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const README = join(import.meta.dirname, '../../../../libs/client/README.md');

/** The code of a recipe, as the README has it. */
function recipeFor(name: string): string {
  const [, code] = new RegExp(`${name}:\n\n\`\`\`ts\n([^]*?)\`\`\``).exec(readFileSync(README, 'utf8')) ?? [];
  if (!code) throw new Error(`${README} has no recipe for ${name}`);
  return code;
}

/** The recipes of the client's README as a module. */
export const recipes = (): Plugin => ({
  name: 'tickertape:recipes',
  resolveId: (id) => (id === 'virtual:recipes' ? join(import.meta.dirname, 'virtual-recipes.js') : undefined),
  load: (id) => (id.endsWith('virtual-recipes.js') ? module() : undefined),
});

const module = (): string => `
  import { createElement, useSyncExternalStore } from 'react';
  import { createRoot } from 'react-dom/client';
  import { Observable } from 'rxjs';
  import { readable } from 'svelte/store';

  const element = (id) => document.body.appendChild(Object.assign(document.createElement('output'), { id }));
  const show = (id) => {
    const output = element(id);
    return (state) => (output.textContent = state?.stories.length);
  };

  export const rxjs = (view) => {
    ${recipeFor('RxJS')}
    state$.subscribe(show('rxjs'));
  };
  export const react = (view) => {
    const Count = () => createElement('b', {}, useView(view)?.stories.length);
    ${recipeFor('React')}
    createRoot(element('react')).render(createElement(Count));
  };
  export const svelte = (view) => {
    ${recipeFor('Svelte')}
    state.subscribe(show('svelte'));
  };
`;
