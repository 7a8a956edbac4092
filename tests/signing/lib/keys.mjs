// TEST KEYS. Each is derived from its name, or stands in test-keys.json, so that the files can be made again. They protect nothing.
import {createECDH, createHash, createPrivateKey, createPublicKey} from 'node:crypto';
import {readFileSync} from 'node:fs';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';

const rsa = JSON.parse(readFileSync(new URL('test-keys.json', import.meta.url)));
const seed = (name, size) => createHash(size > 32 ? 'sha384' : 'sha256').update(`CreditBridge TEST KEY ${name}`).digest();
const u = bytes => Buffer.from(bytes).toString('base64url');

export const hasRsa = name => name in rsa;

/** A key by curve and name: its JWK, public JWK, multibase and digitalbazaar key pair. RSA has no multibase. */
export async function keyOf(curve, name) {
  if(curve === 'RSA') {
    const jwk = rsa[name];
    return {curve, jwk, publicJwk: {kty: 'RSA', n: jwk.n, e: jwk.e}};
  }
  if(curve === 'Ed25519') {
    const pair = await Ed25519Multikey.generate({seed: seed(name, 32)});
    const jwk = {kty: 'OKP', crv: 'Ed25519', x: u(pair.publicKey), d: u(seed(name, 32))};
    return {curve, jwk, publicJwk: publicOf(jwk), multibase: pair.publicKeyMultibase};
  }
  const size = curve === 'P-256' ? 32 : 48;
  const secret = seed(`${name} ${curve}`, size);
  const ecdh = createECDH(curve === 'P-256' ? 'prime256v1' : 'secp384r1');
  ecdh.setPrivateKey(secret);
  const point = ecdh.getPublicKey();
  const jwk = {kty: 'EC', crv: curve, x: u(point.subarray(1, 1 + size)), y: u(point.subarray(1 + size)), d: u(secret)};
  const pair = await EcdsaMultikey.fromJwk({jwk: {...jwk, key_ops: ['sign']}, secretKey: true});
  return {curve, jwk, publicJwk: publicOf(jwk), multibase: pair.publicKeyMultibase};
}

/** What digitalbazaar's suites sign with, under this method id. */
export async function signerOf(key, id) {
  const pair = key.curve === 'Ed25519'
    ? await Ed25519Multikey.fromJwk({jwk: key.jwk, secretKey: true, id})
    : await EcdsaMultikey.fromJwk({jwk: {...key.jwk, key_ops: ['sign']}, secretKey: true, id});
  return pair.signer();
}

export const multikey = (key, id, controller) => ({id, type: 'Multikey', controller, publicKeyMultibase: key.multibase});
export const jsonWebKey = (key, id, controller) => ({id, type: 'JsonWebKey', controller, publicKeyJwk: key.publicJwk});
export const verificationKey2020 = (key, id, controller) => ({id, type: 'Ed25519VerificationKey2020', controller, publicKeyMultibase: key.multibase});
export const privateKeyOf = key => createPrivateKey({key: key.jwk, format: 'jwk'});
export const pemOf = key => createPublicKey({key: key.publicJwk, format: 'jwk'}).export({type: 'spki', format: 'pem'});

/** did:key and did:jwk of a key, with the id of their one method. */
export const didKey = key => ({id: `did:key:${key.multibase}`, method: `did:key:${key.multibase}#${key.multibase}`});
export const didJwk = key => {
  const id = `did:jwk:${u(JSON.stringify(key.publicJwk))}`;
  return {id, method: `${id}#0`};
};

function publicOf({d, ...jwk}) {
  return jwk;
}
