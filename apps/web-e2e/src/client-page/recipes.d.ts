declare module 'virtual:recipes' {
  /** Shows how many stories a view has, each in its way, in the element of its name. */
  export const rxjs: (view: unknown) => void;
  export const react: (view: unknown) => void;
  export const svelte: (view: unknown) => void;
}
