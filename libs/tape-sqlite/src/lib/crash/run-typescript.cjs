// Lets a plain `node --require` run the sources, with the aliases and the compiler settings that Jest has.
const { readFileSync } = require('node:fs');
const { Module } = require('node:module');
const { transformSync } = require('@swc/core');
const { moduleNameMapper, transform } = require('../../../../../jest.preset.js');

const [[, swcOptions]] = Object.values(transform);
const aliases = Object.entries(moduleNameMapper).map(([pattern, file]) => [new RegExp(pattern), file]);

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => {
  const file = aliases.find(([pattern]) => pattern.test(request))?.[1];
  return resolveFilename.call(Module, file ?? request, ...rest);
};

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swcOptions, filename });
  module._compile(code, filename);
};
