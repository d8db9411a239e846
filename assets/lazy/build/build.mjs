/**
 * Build the vendored front-end files and their manifest.
 *
 *   node build.mjs           write ../../fonts, .. and ../licences
 *   node build.mjs --check   build in memory and compare with ../manifest.json
 */
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parse} from 'acorn';
import {build} from 'esbuild';

const HERE = dirname(fileURLToPath(import.meta.url));
const ASSETS = resolve(HERE, '../..');
const LICENCES = join(ASSETS, 'lazy/licences');
const FONTS = ['inter-latin-wght-normal.woff2'];

// Components no chart of ours uses. plotly.js asks for components by name and does without those that are missing.
const UNUSED = ['annotations3d', 'images', 'rangeselector', 'rangeslider', 'sliders', 'updatemenus'];

// Addresses that a debug switch, a default or a logo could make the browser visit.
const OUTSIDE = /https:\/\/(?:cdn\.jsdelivr\.net|unpkg\.com|(?:cloud\.)?plotly\.com|cdn\.plot\.ly|github\.com)[^'"`\s)$]*/g;

const BUNDLES = [
  {
    file: 'lazy/plotly-platsbild.min.js',
    entry: 'plotly.entry.cjs',
    options: {
      globalName: 'Plotly',
      define: {global: 'window', 'define.amd': 'false'},
      loader: {'.css': 'empty'},
    },
  },
  {file: 'lazy/deck-platsbild.min.js', entry: 'deck.entry.js', options: {}},
];

const trimSources = {
  name: 'trim-sources',
  setup(hooks) {
    hooks.onResolve({filter: /^culori$/}, () => ({path: join(HERE, 'culori.shim.js')}));
    hooks.onLoad({filter: /node_modules\/.*\.(js|cjs|mjs)$/}, ({path}) => {
      let text = readFileSync(path, 'utf8').replace(OUTSIDE, '');
      if (path.endsWith('plotly.js/src/core.js')) text = dropUnusedComponents(text);
      if (/plotly\.js\/src\/.*\.js$/.test(path)) text = blankDescriptions(text);
      return {contents: text, loader: 'js'};
    });
  },
};

function dropUnusedComponents(text) {
  return UNUSED.reduce((kept, name) => {
    const line = `    require('./components/${name}'),\n`;
    if (!kept.includes(line)) throw new Error(`plotly.js no longer registers "${name}" in src/core.js. Look it up and correct UNUSED.`);
    return kept.replace(line, '');
  }, text);
}

/** Blank the documentation strings of the chart schema: a fifth of the bundle, and nothing reads them. */
function blankDescriptions(text) {
  const spots = [];
  visit(parse(text, {ecmaVersion: 'latest', allowReturnOutsideFunction: true}), node => {
    const isDescription = node.type === 'Property' && !node.computed && node.key.name === 'description';
    if (isDescription && isFixedText(node.value)) spots.push([node.value.start, node.value.end]);
  });
  return spots.reverse().reduce((rest, [start, end]) => `${rest.slice(0, start)}''${rest.slice(end)}`, text);
}

function isFixedText(node) {
  if (node.type === 'Literal') return typeof node.value === 'string';
  if (node.type === 'BinaryExpression') return isFixedText(node.left) && isFixedText(node.right);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  return node.callee.property.name === 'join' && node.callee.object.type === 'ArrayExpression';
}

function visit(node, see) {
  if (!node || typeof node !== 'object') return;
  if (node.type) see(node);
  for (const child of Object.values(node)) visit(child, see);
}

async function bundle({file, entry, options}) {
  const result = await build({
    absWorkingDir: HERE,
    entryPoints: [entry],
    outfile: join(ASSETS, file),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
    banner: {js: '/* Built by assets/lazy/build; licences in assets/lazy/licences. */'},
    plugins: [trimSources],
    metafile: true,
    write: false,
    logLevel: 'warning',
    ...options,
  });
  const bytes = result.outputFiles[0].contents;
  refuseSurprises(file, result.outputFiles[0].text);
  const parts = Object.entries(Object.values(result.metafile.outputs)[0].inputs);
  const names = parts.filter(([path, part]) => part.bytesInOutput > 0 && !path.endsWith('.css')).map(([path]) => packageFolder(path));
  return {file, bytes, packages: [...new Set(names)].filter(Boolean).sort()};
}

function refuseSurprises(file, text) {
  const found = text.match(/sourceMappingURL|\beval\(|new Function\(|https?:\/\/(?!www\.w3\.org\/)[a-z0-9][^\s"'`]*/g);
  if (found) throw new Error(`${file} contains ${[...new Set(found)].join(', ')}. Remove it in build.mjs, or argue for it there.`);
}

function packageFolder(path) {
  return path.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0];
}

function describePackage(folder) {
  const {name, version, license} = JSON.parse(readFileSync(join(HERE, folder, 'package.json'), 'utf8'));
  return {name, version, licence: license};
}

/** The package's own licence text; for a package that ships none, the MIT text in its author's name. */
function licenceText(folder) {
  const file = readdirSync(join(HERE, folder)).find(name => /^(licen[cs]e|copying)/i.test(name));
  if (file) return readFileSync(join(HERE, folder, file), 'utf8').replace(/\r\n/g, '\n').trimEnd() + '\n';
  const {name, license, author} = JSON.parse(readFileSync(join(HERE, folder, 'package.json'), 'utf8'));
  if (license !== 'MIT') throw new Error(`${name} ships no licence text and declares "${license}". Add its text to the build.`);
  const holder = (author?.name ?? author ?? `the authors of ${name}`).replace(/ *[<(].*/, '');
  return readFileSync(join(HERE, 'mit.txt'), 'utf8').replace('{name}', name).replace('{holder}', holder);
}

function font(name) {
  const folder = 'node_modules/@fontsource-variable/inter';
  return {file: `fonts/${name}`, bytes: readFileSync(join(HERE, folder, 'files', name)), packages: [folder]};
}

function manifestOf(built) {
  const files = built.map(({file, bytes, packages}) => ({
    file,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    packages: packages.map(describePackage),
  }));
  return JSON.stringify({built_with: `esbuild ${JSON.parse(readFileSync(join(HERE, 'package.json'))).dependencies.esbuild}`, files}, null, 2) + '\n';
}

function write(built) {
  rmSync(LICENCES, {recursive: true, force: true});
  mkdirSync(LICENCES, {recursive: true});
  mkdirSync(join(ASSETS, 'fonts'), {recursive: true});
  for (const {file, bytes, packages} of built) {
    writeFileSync(join(ASSETS, file), bytes);
    for (const folder of packages) {
      const {name} = describePackage(folder);
      writeFileSync(join(LICENCES, `${name.replace('/', '__')}.txt`), licenceText(folder));
    }
  }
  writeFileSync(join(ASSETS, 'fonts/OFL.txt'), licenceText('node_modules/@fontsource-variable/inter'));
  writeFileSync(join(ASSETS, 'lazy/manifest.json'), manifestOf(built));
}

const built = [...(await Promise.all(BUNDLES.map(bundle))), ...FONTS.map(font)];
if (process.argv.includes('--check')) {
  const path = join(ASSETS, 'lazy/manifest.json');
  const same = existsSync(path) && readFileSync(path, 'utf8') === manifestOf(built);
  console.log(same ? 'The build gives the files of manifest.json.' : 'The build differs from manifest.json.');
  process.exitCode = same ? 0 : 1;
} else {
  write(built);
  for (const {file, bytes} of built) console.log(`${file} ${bytes.length} bytes`);
}
