// Copies the front-end parts named in package.json into ../wwwroot/lib, each beside its licence, and draws the icons of
// icons.json as one SVG sprite. Run `npm ci && npm run vendor` after changing a version or the list of icons, and commit the result.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const from = (path) => new URL(`node_modules/${path}`, import.meta.url);
const to = (path) => new URL(`../wwwroot/lib/${path}`, import.meta.url);
const version = (name) => JSON.parse(readFileSync(from(`${name}/package.json`))).version;
const withoutSourceMap = (text) => text.replace(/\n?\/[/*]# sourceMappingURL=.*$/m, '');

rmSync(to(''), { recursive: true, force: true });
for (const folder of ['tabler', 'icons', 'htmx']) mkdirSync(to(folder), { recursive: true });

writeFileSync(to('tabler/tabler.min.css'), withoutSourceMap(readFileSync(from('@tabler/core/dist/css/tabler.min.css'), 'utf8')));
// @tabler/core names its licence (MIT) in its banner but ships no licence file: the text is kept beside this script.
cpSync(new URL('tabler-licence.txt', import.meta.url), to('tabler/LICENSE'));

writeFileSync(to('htmx/htmx.min.js'), withoutSourceMap(readFileSync(from('htmx.org/dist/htmx.min.js'), 'utf8')));
cpSync(from('htmx.org/LICENSE'), to('htmx/LICENSE'));

const symbols = JSON.parse(readFileSync(new URL('icons.json', import.meta.url))).map((name) => {
  const shapes = readFileSync(from(`@tabler/icons/icons/outline/${name}.svg`), 'utf8')
    .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>[\s\S]*$/g, '')
    .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none" \/>/, '')
    .replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
});
writeFileSync(to('icons/icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`);
cpSync(from('@tabler/icons/LICENSE'), to('icons/LICENSE'));

writeFileSync(to('VERSIONS.txt'), ['@tabler/core', '@tabler/icons', 'htmx.org'].map((name) => `${name} ${version(name)}\n`).join(''));
