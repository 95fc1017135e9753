import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** Texts travel without the comments and empty lines that translators need. */
function fluent(): Plugin {
  const isComment = /^#.*\n?/gm;
  const isEmpty = /\n{2,}/g;
  return {
    name: 'fluent',
    transform(source, id) {
      if (!id.endsWith('.ftl')) return null;
      const text = source.replace(isComment, '').replace(isEmpty, '\n').trim();
      return { code: `export default ${JSON.stringify(text)};`, map: null };
    },
  };
}

/** Each file as small as it can be made, beside itself: the server sends the form that a browser takes. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: (config) => void (folder = config.build.outDir),
    async closeBundle() {
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || /\.(png|woff2|br|gz)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const plain = await readFile(path);
        const forms = {
          br: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
          gz: gzipSync(plain, { level: 9 }),
        };
        for (const [ending, form] of Object.entries(forms)) {
          if (form.length < plain.length) await writeFile(`${path}.${ending}`, form);
        }
      }
    },
  };
}

/**
 * Tells the worker which files this build has, and which of them every start needs: those that the page
 * names and what they import. Each build has its own list, so the browser sees that there is a new one.
 */
function listed(): Plugin {
  return {
    name: 'listed',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).flatMap((one) => (one.type === 'chunk' ? [one] : []));
      const worker = chunks.find((chunk) => chunk.fileName === WORKER);
      if (worker === undefined) throw new Error('there is no worker');
      const needed = new Set<string>();
      const need = (name: string) => {
        const chunk = bundle[name];
        if (needed.has(name) || chunk?.type !== 'chunk') return;
        needed.add(name);
        chunk.viteMetadata?.importedCss.forEach((css) => needed.add(css));
        chunk.imports.forEach(need);
      };
      const entry = chunks.find((chunk) => chunk.isEntry && chunk !== worker);
      need(entry?.fileName ?? '');
      const all = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const list = JSON.stringify({ needed: [...needed], all: all.sort() });
      worker.code = worker.code.replace('__BUILT__', () => list);
    },
  };
}

const WORKER = 'worker.js';

export default defineConfig({
  plugins: [svelte(), fluent(), listed(), compressed()],
  // A telephone of 2018 runs a browser of these versions or a newer one.
  build: {
    target: ['chrome92', 'safari15', 'firefox91'],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: 'index.html', worker: 'src/worker.ts' },
      // The worker is asked for by this name, whatever is in it.
      output: {
        entryFileNames: (chunk) => (chunk.name === 'worker' ? WORKER : 'assets/[name]-[hash].js'),
        // What many pages share comes in one file: a browser asks for six at a time.
        codeSplitting: {
          groups: [
            { name: 'shared', minShareCount: 8 },
            { name: 'learning', test: /\/src\/pages\/learning\//, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    // The texts are the house's, not only this folder's.
    fs: { allow: ['..'] },
    proxy: {
      '^/((api|verify|calendars)/|(healthz|readyz|metrics)$)': {
        target: process.env.SURGALT ?? 'http://127.0.0.1:8080',
        ws: true,
      },
    },
  },
});
