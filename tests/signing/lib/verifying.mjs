// Verifies one file as a careful user of digitalbazaar's libraries and jose would.
import {readFileSync} from 'node:fs';
import {_checkCredential} from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {compactVerify, decodeProtectedHeader, importJWK} from 'jose';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {unbake} from './bake.mjs';
import {bareAddress, controllerOf, loaderOf} from './documents.mjs';
import {verifyProofs} from './suites.mjs';

const ALGORITHMS = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'];
export const OPEN_BADGES_2 = 'Open Badges 2.0 is not verified by these libraries.';
const CURVES = {EdDSA: 'Ed25519', ES256: 'P-256', ES384: 'P-384'};

/** @returns {{file: string, ok: boolean, error: string | null}} */
export async function verifyFile(file, {documents, now}) {
  try {
    await verifyText(textOf(readFileSync(file)), documents, new Date(now));
    return {file, ok: true, error: null};
  } catch(error) {
    return {file, ok: false, error: messageOf(error)};
  }
}

function textOf(bytes) {
  const isPicture = bytes[0] === 0x89 || /^\s*<(\?xml|svg)/.test(bytes.toString('utf8', 0, 100));
  const text = isPicture ? unbake(bytes) : bytes.toString('utf8').trim();
  if(!text) {
    throw new Error('There is no credential in the picture.');
  }
  return text;
}

async function verifyText(text, documents, now) {
  let credential;
  if(/"@context"\s*:\s*"https:\/\/w3id\.org\/openbadges\/v2"/.test(text.startsWith('{') ? text : Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8'))) {
    throw new Error(OPEN_BADGES_2);
  }
  if(text.startsWith('{')) {
    credential = JSON.parse(text);
    _checkCredential({credential, now});
    if(!credential.proof) {
      throw new Error('There is no proof.');
    }
    await verifyProofs(credential, documents);
  } else {
    credential = await verifyJwt(text, documents, now);
    _checkCredential({credential, now});
  }
  await verifyStatus(credential, documents, now);
  for(const nested of [credential.credentialSubject.verifiableCredential ?? []].flat()) {
    await verifyText(typeof nested === 'string' ? nested : JSON.stringify(nested), documents, now);
  }
}

async function verifyJwt(text, documents, now) {
  const {alg, kid} = decodeProtectedHeader(text);
  if(!ALGORITHMS.includes(alg)) {
    throw new Error(`The algorithm ${alg} is not taken.`);
  }
  const claims = JSON.parse(Buffer.from(text.split('.')[1], 'base64url'));
  const credential = claims.vc ?? claims;
  const issuer = credential.issuer?.id ?? credential.issuer;
  const {payload} = await compactVerify(text, await importJWK(await jwkOf(issuer, kid, alg, documents), alg), {algorithms: [alg]});
  const {iss, sub, jti, nbf, exp} = JSON.parse(new TextDecoder().decode(payload));
  const from = credential.validFrom ?? credential.issuanceDate;
  const until = credential.validUntil ?? credential.expirationDate;
  const differs = iss !== undefined && iss !== issuer || jti !== undefined && jti !== credential.id || sub !== undefined && sub !== credential.credentialSubject.id
    || nbf !== undefined && nbf !== Math.floor(Date.parse(from) / 1000) || exp !== undefined && exp !== Math.floor(Date.parse(until) / 1000);
  if(differs) {
    throw new Error('The claims iss, sub, jti, nbf, exp differ from the credential.');
  }
  if(exp !== undefined && exp * 1000 < now.getTime()) {
    throw new Error('The token has expired.');
  }
  return credential;
}

/** The key that the issuer's own document names for assertions; what the token carries itself is never used. */
async function jwkOf(issuer, kid, alg, documents) {
  const controller = controllerOf(issuer, documents);
  const id = !kid ? undefined : kid.startsWith('#') ? bareAddress(issuer) + kid : kid;
  const method = (controller.verificationMethod ?? []).find(candidate => candidate.id === id);
  if(!method) {
    const jwks = kid?.startsWith(new URL('/.well-known/jwks.json#', issuer).href) ? documents.get(bareAddress(kid)) : undefined;
    const listed = jwks?.keys.find(key => key.kid === kid.split('#')[1]);
    if(listed) {
      return listed;
    }
    throw new Error(`The issuer ${issuer} lists no key ${kid}.`);
  }
  if(![controller.assertionMethod ?? []].flat().some(each => (each.id ?? each) === id)) {
    throw new Error(`The key ${kid} is not for assertions.`);
  }
  return method.publicKeyJwk ?? (CURVES[alg] === 'Ed25519'
    ? Ed25519Multikey.toJwk({keyPair: await Ed25519Multikey.from(method)})
    : EcdsaMultikey.toJwk({keyPair: await EcdsaMultikey.from(method)}));
}

async function verifyStatus(credential, documents, now) {
  const statuses = [credential.credentialStatus ?? []].flat();
  if(statuses.length === 0) {
    return;
  }
  const other = statuses.find(status => status.type !== 'BitstringStatusListEntry');
  if(other) {
    throw new Error(`A status of type ${other.type} is not taken.`);
  }
  // the list is verified here, for the library would judge its dates by the real clock
  for(const {statusListCredential} of statuses) {
    const list = documents.get(statusListCredential);
    if(!list?.proof) {
      throw new Error(`No signed list is served at ${statusListCredential}.`);
    }
    _checkCredential({credential: list, now});
    await verifyProofs(list, documents);
  }
  const result = await checkStatus({credential, documentLoader: loaderOf(documents), verifyBitstringStatusListCredential: false, verifyMatchingIssuers: false});
  if(!result.verified) {
    throw result.error ?? new Error('The status could not be checked.');
  }
  const set = result.results.find(each => each.status && each.credentialStatus.statusPurpose !== 'message');
  if(set) {
    throw new Error(`The status list says: ${set.credentialStatus.statusPurpose}.`);
  }
}

function messageOf(error) {
  const inner = (error.errors ?? []).map(each => each.message);
  return [error.message, ...inner].filter(Boolean).join(' ') || String(error);
}
