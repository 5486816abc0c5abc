/** A story that nobody reports but the simulated newsroom, and what it becomes when it turns out to be wrong. */
export interface InventedStory {
  readonly headline: string;
  readonly corrected: string;
}

const story = (headline: string, corrected: string): InventedStory => ({ headline, corrected });

/** What the simulated newsroom reports, by channel. Invented, all of it. */
export const INVENTED: Readonly<Record<string, readonly InventedStory[]>> = {
  front: [
    story('Harbour town replaces its foghorn with a choir', 'Harbour town adds a choir to its foghorn'),
    story('Library fines paid in cake, council reports surplus', 'Library fines paid in cake, council denies surplus'),
    story(
      'Night train arrives early, passengers ask to go round again',
      'Night train arrives on time, passengers ask to go round again',
    ),
    story(
      'Lighthouse keeper wins chess by post after eleven years',
      'Lighthouse keeper draws chess by post after eleven years',
    ),
    story('Baker names a loaf after the bus that always waits', 'Baker names a loaf after the bus that mostly waits'),
    story('Museum of Unfinished Things postpones its opening', 'Museum of Unfinished Things postpones its closing'),
    story('Two villages swap clocks, both now on time', 'Two villages swap clocks, one now on time'),
    story('Ferry captain learns to whistle the timetable', 'Ferry captain learns to hum the timetable'),
    story('Orchard yields square apples, crates rejoice', 'Orchard yields oblong apples, crates hopeful'),
    story('Weather office apologises for a perfect Tuesday', 'Weather office apologises for a perfect Wednesday'),
    story('Town square bench booked until spring', 'Town square bench booked until summer'),
    story('Mountain hut adds a second chair', 'Mountain hut adds a third chair'),
    story(
      'Postal pigeon retires with honours and a pension of seeds',
      'Postal pigeon takes a sabbatical with a pension of seeds',
    ),
    story('Choir of kettles sells out its third season', 'Choir of kettles sells out its second season'),
    story('Map found to be larger than the town it shows', 'Map found to be exactly as large as the town it shows'),
    story(
      'School orchestra tunes for six hours, receives ovation',
      'School orchestra tunes for seven hours, receives ovation',
    ),
    story(
      'Bridge painted the colour of the sky, found on second attempt',
      'Bridge painted the colour of the sky, found on third attempt',
    ),
    story('Crossword compiler stuck for a word', 'Crossword compiler stuck for two words'),
    story('Snow delivered to the wrong address', 'Snow delivered to the right address, sender unknown'),
    story('Last typewriter shop hires an apprentice', 'Last typewriter shop hires two apprentices'),
  ],
  sport: [
    story('Snail derby enters its third day', 'Snail derby enters its second day'),
    story('Rowers finish first and last in the same boat', 'Rowers finish first and second in the same boat'),
    story('Goalkeeper saves penalty, umbrella and the date', 'Goalkeeper saves penalty and umbrella'),
    story(
      'Marathon shortened by one metre, runners grateful',
      'Marathon lengthened by one metre, runners philosophical',
    ),
    story('Curling team sweeps town hall as well', 'Curling team sweeps town hall and library'),
    story('Hide and seek final still in progress', 'Hide and seek final over, nobody told the players'),
    story('Referee shows card to the weather', 'Referee shows second card to the weather'),
    story('Table tennis ball retires undefeated', 'Table tennis ball retires after one defeat'),
  ],
  science: [
    story('Telescope finds a star that looks back', 'Telescope finds its own reflection'),
    story('Study of naps ends early, all participants asleep', 'Study of naps ends early, the authors asleep too'),
    story('Octopus learns to file its own paperwork', 'Octopus learns to file seven papers at once'),
    story('Prime number discovered behind a radiator', 'Composite number discovered behind a radiator'),
    story('Glacier measured with a very patient ruler', 'Glacier measured with two very patient rulers'),
    story('Laboratory mouse co-signs the petition for cheese', 'Laboratory mouse alone signs the petition for cheese'),
    story('Compass admits it was guessing', 'Compass admits it was guessing at night only'),
    story('Moss wins award for slow research', 'Lichen and moss share award for slow research'),
  ],
};

/** Why the simulated newsroom takes a story back. */
export const REASONS: readonly string[] = [
  'The witness was asleep.',
  'It happened in another town.',
  'It was the plot of a play.',
  'The photograph was of something else.',
  'Both sources were the same parrot.',
];
