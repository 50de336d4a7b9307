// Other people's sites, at an origin of their own: one page for each of the vendors' clients, bundled as their authors would, and one plain form.
// Says where it listens, and ends when its input does.
import { createServer } from 'node:http';
import { build } from 'esbuild';

const pages = ['core', 'ajax', 'react', 'web3forms'];
const bundles = Object.fromEntries(await Promise.all(pages.map(async (page) => {
  const built = await build({
    entryPoints: [new URL(`pages/${page}.mjs`, import.meta.url).pathname],
    bundle: true, write: false, format: 'iife', target: 'es2020', define: { 'process.env.NODE_ENV': '"production"' },
  });
  return [page, built.outputFiles[0].text];
})));

const inputs = ['name', 'email', 'message', '_gotcha'].map((name) => `<input name="${name}" aria-label="${name}">`).join('')
  + '<input type="file" name="photo" aria-label="photo">';
const bodies = {
  core: `<form novalidate>${inputs}<button>Send</button></form><p id="done"></p><p id="form-error"></p><p id="email-error"></p>`,
  ajax: `<div id="done" data-fs-success></div><div id="form-error" data-fs-error></div>
    <form novalidate>${inputs}<span id="email-error" data-fs-error="email"></span><button type="submit">Send</button></form>`,
  react: '',
  web3forms: '',
};

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://site.invalid');
  const name = pathname.slice(1);
  const bundle = name.endsWith('.js') ? bundles[name.slice(0, -3)] : undefined;
  if (bundle !== undefined) return response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(bundle);
  if (name === 'plain') {
    const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const hidden = [...searchParams].filter(([field]) => field !== 'action')
      .map(([field, value]) => `<input type="hidden" name="${attribute(field)}" value="${attribute(value)}">`).join('');
    return response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(`<!doctype html><title>Contact</title><h1>Contact</h1>
      <form method="post" action="${attribute(searchParams.get('action'))}" novalidate>${hidden}
      <label>Name <input name="name"></label><label>Email <input name="email" type="email"></label>
      <label><input type="checkbox" name="topic" value="looms"> Looms</label><label><input type="checkbox" name="topic" value="engines"> Engines</label>
      <label>Message <textarea name="message"></textarea></label><button>Send</button></form>`);
  }
  if (name === 'danke') return response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<!doctype html><title>Danke</title><h1>Danke</h1>');
  if (!(name in bodies)) return response.writeHead(404).end();
  return response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><title>${name}</title><link rel="icon" href="data:,"><main>${bodies[name]}</main><script src="/${name}.js"></script>`);
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => process.exit());
