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

export default defineConfig({
  plugins: [svelte(), fluent()],
  // A telephone of 2018 runs a browser of these versions or a newer one.
  build: { target: ['chrome92', 'safari15', 'firefox91'], modulePreload: { polyfill: false } },
  server: {
    // The texts are the house's, not only this folder's.
    fs: { allow: ['..'] },
    proxy: {
      '^/(api|verify|calendars)/': { target: process.env.SURGALT ?? 'http://127.0.0.1:8080', ws: true },
    },
  },
});
