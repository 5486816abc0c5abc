// What the simulated model writes from. Every template reads well with every word of its slots, so adjectives and nouns
// begin with a consonant ("a {adjective} {thing}"). The accents, dashes, quotation marks and emoji are there to be spread
// over several tokens and several bytes: a demo then shows at once whether anything on the way cuts characters.

export const openings = [
  'You asked about “{quote}” — a question that deserves a {adjective} answer.',
  '“{quote}” — let us take that one step at a time.',
  'Here is how I would look at “{quote}”, from the beginning.',
  'About “{quote}”: the short answer is that it depends on the {thing}.',
  '“{quote}” is where many people start, and it is a {adjective} place to start. {emoji}',
] as const;

export const openingsWithoutPrompt = [
  'Nothing was asked yet — so here is a {adjective} thought about the {thing}.',
  'Let me begin with a {adjective} {thing}, since every answer has to begin somewhere. {emoji}',
] as const;

export const sentencesOnTopic = [
  'As for “{topic}”, the {thing} is what decides.',
  'If “{topic}” is what you care about most, begin with the {adjective} {thing}.',
  'The word “{topic}” means one thing to {person} and another to everybody else, and all are right.',
  'With “{topic}” in mind, the {adjective} {thing} looks quite different.',
] as const;

export const sentences = [
  'The {adjective} {thing} is easy to overlook, because it {works} without a sound.',
  'Most people reach for the {adjective} {thing} first; {person} waits until the {thing} has settled.',
  'A {thing} that arrives late costs a minute, but a {thing} that is lost costs a whole day.',
  'In a café near the {place}, {person} once drew the whole {thing} on a napkin.',
  'It may sound naïve — yet the {adjective} {thing} rarely fails.',
  'That is why the {thing} matters: it says what happened, in which order, and what comes next.',
  'Ask {person}, and the answer is always the same: “Keep the {thing} {adjective}.” {emoji}',
  'Whoever walks away from the {place} can come back later and find the {thing} where it was.',
  'There are two ways to do it — with a {adjective} {thing}, or with a great deal of patience.',
  'At the {place} they tell the story of a {thing} that {works} only when nobody is watching.',
  'None of this is a cliché; {person} has measured it, twice.',
  'First comes the {thing}, then the {adjective} {thing}, and only then the rest.',
  'What looks like a detail turns out to carry the weight of the {adjective} {thing}.',
  'The {thing} {works}, the {thing} waits, and in between there is time for tea. {emoji}',
  'By the evening the {place} was quiet, and every {thing} was in its place.',
  'You can see it best from the {place}, where each {thing} passes in {adjective} order.',
  'A {adjective} rule helps: write it down first, and show it second.',
  'Not everything has to be fast; a {adjective} {thing} is enough for most days.',
  'Then the wind changed, the {thing} moved, and {person} began again at the last line — exactly there.',
  'So the façade hides a {adjective} {thing}, and behind it another one.',
] as const;

export const lexicon = {
  adjective: [
    'careful',
    'plain',
    'patient',
    'steady',
    'small',
    'quiet',
    'clear',
    'simple',
    'generous',
    'well-kept',
    'curious',
    'reliable',
    'modest',
    'bright',
    'thoughtful',
    'familiar',
  ],
  thing: [
    'tape',
    'ledger',
    'signal',
    'message',
    'map',
    'clock',
    'letter',
    'lantern',
    'thread',
    'bridge',
    'notebook',
    'compass',
    'pattern',
    'record',
    'river',
    'timetable',
    'question',
    'story',
  ],
  place: ['harbour', 'station', 'lighthouse', 'market', 'workshop', 'library', 'post office', 'old bridge', 'ferry'],
  person: ['Zoë', 'Renée', 'André', 'Mr. Núñez', 'Chloé', 'the baker', 'the clerk', 'Søren', 'Mrs. Müller', 'Ada'],
  works: ['works', 'turns', 'keeps going', 'listens', 'moves', 'holds', 'returns'],
  emoji: ['🚢', '📈', '🌊', '📜', '🧵', '☕', '🧭', '🪶', '🙂', '👩‍🚀'],
} as const;
