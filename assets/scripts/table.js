/**
 * Tables: `window.platsbild.table.fill(tables)` writes {name: {caption, columns, rows, blank}} as real tables.
 *
 * A table that tells nothing (`blank`) is not offered. A long one scrolls in itself, and one with words in it is cards
 * on a phone: see components/data-table.css. The roles say that it is a table still, whatever its parts look like.
 *
 * Each `<div data-table="name">` is empty in React's eyes. A thousand cells as Dash components would
 * take longer to draw than all the charts of a page together.
 */
window.platsbild = window.platsbild || {};

window.platsbild.table = (() => {
  const LONG = 30; // rows that are shown without a box of their own
  const FITS = 3; // columns that a phone has room for
  const SHORT = 14; // letters of a word that has room in half a card

  function fill(tables) {
    for (const host of document.querySelectorAll('[data-table]')) {
      const table = tables[host.dataset.table];
      if (!table) continue;
      host.replaceChildren(tableOf(table));
      host.classList.toggle('data-table--long', table.rows.length > LONG);
      host.classList.toggle('data-table--cards', areCards(table));
      host.closest('.panel__table')?.parentElement.classList.toggle('panel--blank', table.blank);
    }
  }

  /** A matrix of numbers is read down its columns, so it stays one. */
  function areCards({columns}) {
    return columns.length > FITS && columns.slice(1).some(([, isNumber]) => !isNumber);
  }

  function tableOf({caption, columns, rows}) {
    const table = element('table', 'data-table__table', '', 'table');
    table.append(element('caption', 'data-table__caption', caption), head(columns), body(columns, rows));
    return table;
  }

  function head(columns) {
    const row = element('tr', '', '', 'row');
    row.append(...columns.map(([title, isNumber]) => {
      const cell = element('th', classOf(isNumber), title, 'columnheader');
      cell.scope = 'col';
      return cell;
    }));
    const part = element('thead', '', '', 'rowgroup');
    part.append(row);
    return part;
  }

  function body(columns, rows) {
    const short = columns.map((_, at) => rows.every(cells => cells[at].length <= SHORT));
    const part = element('tbody', '', '', 'rowgroup');
    part.append(...rows.map(cells => {
      const row = element('tr', '', '', 'row');
      row.append(...cells.map((text, at) => {
        const [title, isNumber] = columns[at];
        const cell = element(at === 0 ? 'th' : 'td', classOf(isNumber), text, at === 0 ? 'rowheader' : 'cell');
        if (at === 0) cell.scope = 'row';
        else cell.dataset.label = title;
        if (at > 0 && short[at]) cell.classList.add('data-table__short');
        return cell;
      }));
      return row;
    }));
    return part;
  }

  function classOf(isNumber) {
    return isNumber ? 'data-table__number' : '';
  }

  function element(name, className = '', text = '', role = '') {
    const made = document.createElement(name);
    if (role) made.setAttribute('role', role);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  return {fill};
})();
