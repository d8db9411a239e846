// Our deck.gl: becomes `window.PlatsbildDeck`. Only the classes listed here can be named in a map's JSON.
import {Deck, MapView, WebMercatorViewport} from '@deck.gl/core';
import {JSONConverter} from '@deck.gl/json';
import {
  ColumnLayer,
  GeoJsonLayer,
  PathLayer,
  PolygonLayer,
  ScatterplotLayer,
  TextLayer,
} from '@deck.gl/layers';

const LAYERS = {ColumnLayer, GeoJsonLayer, PathLayer, PolygonLayer, ScatterplotLayer, TextLayer};

// Properties that could fetch something, or put another class in the place of ours.
const REFUSED = ['_subLayerProps', 'extensions', 'fetch', 'iconAtlas', 'loadOptions', 'loaders'];

// deck.gl's own default alphabet is ASCII, which leaves å, ä and ö undrawn.
const DEFAULTS = {
  GeoJsonLayer: {textCharacterSet: 'auto', textFontFamily: 'Inter, sans-serif'},
  TextLayer: {characterSet: 'auto', fontFamily: 'Inter, sans-serif'},
};

const converter = new JSONConverter({configuration: {classes: {...LAYERS, MapView}}});

/**
 * Turn pydeck JSON into deck properties. A layer of a class we do not know becomes null.
 *
 * Data never passes through the converter: it would be copied, and a text in it that
 * starts with "@@" would be run as an expression.
 */
function convert(spec) {
  const {layers = [], ...rest} = typeof spec === 'string' ? JSON.parse(spec) : spec;
  return {...converter.convert(rest), layers: layers.map(convertLayer)};
}

function convertLayer({data, '@@type': type, ...layer}) {
  if (!Object.hasOwn(LAYERS, type)) return null;
  for (const name of REFUSED) delete layer[name];
  const props = converter.convert(layer);
  return new LAYERS[type]({...DEFAULTS[type], ...props, data: ownData(data, layer.id)});
}

function ownData(data, id) {
  if (typeof data !== 'string') return data;
  const url = new URL(data, document.baseURI);
  if (url.origin === window.location.origin) return url.href;
  throw new Error(`Layer "${id}" asks for ${url.href}, which is another site. Give the data inline or as a path of our own.`);
}

window.PlatsbildDeck = {Deck, WebMercatorViewport, convert, version: Deck.VERSION};
