// @ts-check

/**
 * Endings of plurals, and of one. The first that fits counts. Where English has two, the one that software speaks of: `bases`
 * are of a base, `axes` of an axis.
 *
 * @type {readonly (readonly [RegExp, string])[]}
 */
const ENDINGS = [
  [/people$/, 'person'],
  [/children$/, 'child'],
  [/(^|wo)men$/, '$1man'],
  [/^feet$/, 'foot'],
  [/^teeth$/, 'tooth'],
  [/^mice$/, 'mouse'],
  [/(criteri|phenomen)a$/, '$1on'],
  [/(ind|vert)ices$/, '$1ex'],
  [/(append|matr)ices$/, '$1ix'],
  [/(series|species|news)$/, '$1'],
  [/^(guru|menu|ski|taxi)s$/, '$1'],
  // One of them already: status, address, basis.
  [/(^(alias|atlas|bias|canvas|gas|lens)|us|ss|is)$/, '$1'],

  [/(^[a-z]|brown|calor|cook|gen|mov|prair|rook|self|zomb)ies$/, '$1ie'],
  [/ies$/, 'y'],

  [/(^|after)lives$/, '$1life'],
  [/(kni|wi)ves$/, '$1fe'],
  [/(cal|dwar|^el|hal|lea|loa|scar|^sel|shel|thie|wol)ves$/, '$1f'],

  [/(cargo|echo|hero|potato|tomato|veto|zero)es$/, '$1'],

  [/^axes$/, 'axis'],
  [/(analy|cri|diagno|empha|hypothe|^oa|parenthe|synop|^the)ses$/, '$1sis'],
  [/(abuse|cause|clause|excuse|fuse|house|muse|pause|recluse|reuse|^ruse|spouse|^use)s$/, '$1'],
  [/(alias|atlas|bias|canvas|^gas|^lens|iris|us)es$/, '$1'],
  [/quizzes$/, 'quiz'],
  [/(brioch|clich|crech|lanch|nich|pastich|psych|quich|(?<![eo])ach)es$/, '$1e'],
  [/(ch|sh|ss|tz|x|zz)es$/, '$1'],

  [/(?<!s)s$/, ''],
];

/** What English makes of most plurals; a word that is none is taken as it is. @param {string} plural */
function singularOf(plural) {
  const [ending, one] = ENDINGS.find(([ending]) => ending.test(plural)) ?? [/$/, ''];
  return plural.replace(ending, one);
}

module.exports = { singularOf };
