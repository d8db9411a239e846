// Our plotly.js: the three traces the charts use, and Swedish. Becomes the global `Plotly`.
const Plotly = require('plotly.js/lib/core');
const swedish = require('plotly.js/lib/locales/sv');

const lower = words => words.map(word => word.toLowerCase());

// plotly.js writes "Jan 2025" and "Jun 1, 2025" in Swedish. We write "jan 2025" and "1 jun 2025", and 1 234,5.
const format = {
  ...swedish.format,
  days: lower(swedish.format.days),
  shortDays: lower(swedish.format.shortDays),
  months: lower(swedish.format.months),
  shortMonths: lower(swedish.format.shortMonths),
  dayMonth: '%-d %b',
  dayMonthYear: '%-d %b %Y',
  decimal: ',',
  thousands: '\u00a0',
};

Plotly.register([
  require('plotly.js/lib/bar'),
  require('plotly.js/lib/heatmap'),
  {...swedish, format},
]);

// Second lock on the door: a chart that forgets the shared config still has no way out of the house.
Plotly.setPlotConfig({displaylogo: false, plotlyServerURL: '', showSendToCloud: false, topojsonURL: ''});

module.exports = Plotly;
