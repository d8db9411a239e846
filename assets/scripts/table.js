/**
 * Tables: `window.platsbild.table.fill(tables)` writes {name: {caption, columns, rows}} as real tables.
 *
 * Each `<div data-table="name">` is empty in React's eyes. A thousand cells as Dash components would
 * take longer to draw than all the charts of a page together.
 */
window.platsbild = window.platsbild || {};

window.platsbild.table = (() => {
  function fill(tables) {
    for (const host of document.querySelectorAll('[data-table]')) {
      const table = tables[host.dataset.table];
      if (table) host.replaceChildren(tableOf(table));
    }
  }

  function tableOf({caption, columns, rows}) {
    const table = element('table', 'data-table__table');
    table.append(element('caption', 'data-table__caption', caption), head(columns), body(columns, rows));
    return table;
  }

  function head(columns) {
    const row = element('tr');
    row.append(...columns.map(([title, isNumber]) => {
      const cell = element('th', classOf(isNumber), title);
      cell.scope = 'col';
      return cell;
    }));
    const part = element('thead');
    part.append(row);
    return part;
  }

  function body(columns, rows) {
    const part = element('tbody');
    part.append(...rows.map(cells => {
      const row = element('tr');
      row.append(...cells.map((text, at) => {
        const cell = element(at === 0 ? 'th' : 'td', classOf(columns[at][1]), text);
        if (at === 0) cell.scope = 'row';
        return cell;
      }));
      return row;
    }));
    return part;
  }

  function classOf(isNumber) {
    return isNumber ? 'data-table__number' : '';
  }

  function element(name, className = '', text = '') {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  return {fill};
})();
