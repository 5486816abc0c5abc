import { make } from '../components/dom';
import type { SchemaField } from './schema-fields';

const COLUMNS = ['Field', 'Type', 'Required', 'Rules'];

/**
 * The fields of a schema as a table. Its roles are said, since on a narrow screen its rows are laid out as blocks, and
 * some browsers take a table that does not look like one for none.
 */
export function makeSchemaTable(fields: readonly SchemaField[], caption: string): HTMLElement {
  const head = COLUMNS.map((name) => make('th', { scope: 'col', role: 'columnheader' }, name));
  return make(
    'table',
    { class: 'schema-fields', role: 'table' },
    make('caption', { class: 'visually-hidden' }, caption),
    make('thead', { role: 'rowgroup' }, make('tr', { role: 'row' }, ...head)),
    make('tbody', { role: 'rowgroup' }, ...fields.map(makeRow)),
  );
}

function makeRow({ name, type, required, rules, description }: SchemaField): HTMLElement {
  const says = [description, ...rules].filter(Boolean).map((line) => make('p', {}, line));
  return make(
    'tr',
    { role: 'row', 'data-field': name },
    make('th', { scope: 'row', role: 'rowheader' }, make('code', {}, name)),
    make('td', { role: 'cell', class: 'schema-type' }, type),
    make('td', { role: 'cell', class: 'schema-required' }, required ? 'required' : 'optional'),
    make('td', { role: 'cell', class: 'schema-rules' }, ...says),
  );
}
