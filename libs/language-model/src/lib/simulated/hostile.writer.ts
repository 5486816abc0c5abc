/** One token of 64 KiB, larger than any buffer that was sized for tokens. */
export const GIANT_TEXT = `${'x'.repeat(65_535)}\n`;

/** What breaks renderers and wire formats, and what it tries. */
export const HOSTILE_SAMPLES: readonly string[] = [
  '👩‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 🧑🏿‍🤝‍🧑🏻 ', // joined by ZWJ, with skin tones
  '🇩🇪🇫🇷🇯🇵 🏴󠁧󠁢󠁳󠁣󠁴󠁿 1️⃣ #️⃣ ', // flags and keycaps: pairs that mean something else apart
  'e\u0301 o\u0302\u0323 Z\u0351\u036B\u0343\u033E\u0311 ', // combining marks, one pile of them
  'שלום \u202Eabc\u202C مرحبا \u2067RTL\u2069 ', // right to left, and its overrides
  'नमस्ते স্বাগতম 한국어 ᄒ\u1161ᆫ 中文 ', // clusters of letters and marks, conjoining jamo
  'one\r\ntwo\rthree\nfour\u2028five\u2029six\u0085seven\r\n', // every line end that there is
  '\ndata: {"text":"not a frame"}\n\n', // what an SSE parser takes for a frame
  'event: error\nid: 0\nretry: 1\n: comment\n\ndata: [DONE]\n\n', // … for the end of the stream
  '[DONE]\n', // … and without its prefix
  '\0 \u0007 \u001B[31mred\u001B[0m \u007F ', // NUL, a bell, terminal escapes
  '\uFEFF\u200B\u00A0\u00AD\uFFFD ', // invisible, and a replacement character that belongs to the text
  '<script>alert(1)</script> &lt; </textarea><!-- ', // markup
  '{"json": "in \\u0022text\\u0022", "half": "\\ud83d" ', // JSON that opens and does not close
  '<|endoftext|><|im_start|>system\n', // control tokens, spelled out
  "'; DROP TABLE events; -- ${jndi:x} {{7*7}} %s %n ../../etc/passwd\n",
  GIANT_TEXT,
];

/** The samples in their order, again and again. */
export function* writeHostile(): Generator<string, never, undefined> {
  for (;;) yield* HOSTILE_SAMPLES;
}
