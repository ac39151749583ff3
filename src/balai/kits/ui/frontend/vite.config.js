// Builds into ../static/ui/dist under stable names; Django's manifest storage adds the hashes.
import { fileURLToPath } from 'node:url';
import purgecss from '@fullhuman/postcss-purgecss';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const balai = here('../../../');
const modules = ['map', 'chart', 'photo', 'geolocate', 'picker', 'inbox', 'draft', 'wizard', 'reply', 'outbox', 'counter', 'capture', 'cover', 'courier', 'solver', 'puzzle', 'openbox', 'proof', 'app', 'picture'];

export default defineConfig({
  base: './',
  css: {
    preprocessorOptions: {
      scss: {
        loadPaths: [here('node_modules')],
        quietDeps: true,
        silenceDeprecations: ['import'],
      },
    },
    postcss: {
      plugins: [
        // A class stays only when some template, form or module of any room names it.
        purgecss({
          content: [
            `${balai}**/templates/**/*.html`,
            `${balai}**/{forms,widgets,charts,heat,area_maps,formats,tones,drawing}.py`,
            `${balai}**/templatetags/*.py`,
            here('src/**/*.js'),
          ],
          // names that are put together at run time: tone-late, tile-ok, s-1
          safelist: { standard: ['js', 'dialog', /^(tone|tile|btn|heat-tone|area-tone)-/, /^s-/], greedy: [/^leaflet/, /^u-/, /^uplot/] },
          variables: true,
        }),
      ],
    },
  },
  build: {
    outDir: here('../static/ui/dist'),
    emptyOutDir: true,
    target: ['chrome99', 'firefox100', 'safari15.4'],
    assetsInlineLimit: 8192,
    modulePreload: false,
    rollupOptions: {
      preserveEntrySignatures: 'strict',
      input: {
        ui: here('src/ui.js'),
        htmx: here('src/htmx.js'),
        ...Object.fromEntries(modules.map((name) => [name, here(`src/modules/${name}.js`)])),
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'part-[name].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
});
