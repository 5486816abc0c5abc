// @ts-check
const { singularOf } = require('./singular');

/**
 * @typedef {object} Names
 * @property {string} plural as in `parcels`
 * @property {string} singular as in `parcel`
 * @property {string} idName as in `parcelId`
 */

/**
 * The names of a family.
 *
 * @param {{ name: string, singular?: string, idName?: string }} options
 * @returns {Names}
 */
function namesOf({ name, singular = singularOf(name), idName = `${singular}Id` }) {
  return { plural: name, singular, idName };
}

/** @param {string} word */
const capitalized = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * A text of the template, which is the family of parcels, as one of another family.
 *
 * @param {string} text
 * @param {Names} names
 */
function renamed(text, { plural, singular, idName }) {
  const words = /** @type {Readonly<Record<string, string>>} */ ({
    parcelId: idName,
    parcels: plural,
    Parcels: capitalized(plural),
    parcel: singular,
    Parcel: capitalized(singular),
  });
  return text.replace(/parcelId|[Pp]arcels?/g, (word) => words[word] ?? word);
}

module.exports = { capitalized, namesOf, renamed };
