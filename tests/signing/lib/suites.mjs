// Signing and verifying with digitalbazaar's suites.
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import {cryptosuite as ecdsaRdfc} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as ecdsaSd from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import {Ed25519Signature2020} from '@digitalbazaar/ed25519-signature-2020';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {cryptosuite as eddsaRdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {CredentialIssuancePurpose} from '@digitalbazaar/vc';
import jsigs from 'jsonld-signatures';
import {signerOf} from './keys.mjs';
import {loaderOf} from './documents.mjs';

export const CREATED = '2026-09-01T08:00:00Z';

const make = {
  'eddsa-rdfc-2022': options => new DataIntegrityProof({...options, cryptosuite: eddsaRdfc}),
  'ecdsa-rdfc-2019': options => new DataIntegrityProof({...options, cryptosuite: ecdsaRdfc}),
  'eddsa-jcs-2022': options => new DataIntegrityProof({...options, cryptosuite: eddsaJcs.createSignCryptosuite()}),
  'ecdsa-jcs-2019': options => new DataIntegrityProof({...options, cryptosuite: ecdsaJcs.createSignCryptosuite()}),
  'ecdsa-sd-2023': options => new DataIntegrityProof({...options, cryptosuite: ecdsaSd.createSignCryptosuite({mandatoryPointers: ['/issuer', '/validFrom']})}),
  Ed25519Signature2020: options => new Ed25519Signature2020(options)
};

export const verifySuites = () => [
  new DataIntegrityProof({cryptosuite: eddsaRdfc}),
  new DataIntegrityProof({cryptosuite: ecdsaRdfc}),
  new DataIntegrityProof({cryptosuite: eddsaJcs.createVerifyCryptosuite()}),
  new DataIntegrityProof({cryptosuite: ecdsaJcs.createVerifyCryptosuite()}),
  new Ed25519Signature2020()
];

/** Adds a proof to a copy of the credential; what it already has stays beside it. `extra` goes into the proof and is signed. */
export async function sign(credential, {suite = 'eddsa-rdfc-2022', key, method, purpose = 'assertionMethod', created = CREATED, extra, documents = new Map()}) {
  const signer = make[suite]({signer: await signerOf(key, method), date: created});
  if(extra) {
    signer.proof = extra;
  }
  return jsigs.sign(JSON.parse(JSON.stringify(credential)), {suite: signer, purpose: new jsigs.purposes.ProofPurpose({term: purpose}), documentLoader: loaderOf(documents)});
}

/** Of an ecdsa-sd-2023 base proof: a proof that discloses only what these pointers name. */
export async function derive(credential, selectivePointers) {
  const suite = new DataIntegrityProof({cryptosuite: ecdsaSd.createDiscloseCryptosuite({selectivePointers})});
  return jsigs.derive(structuredClone(credential), {suite, purpose: new jsigs.purposes.AssertionProofPurpose(), documentLoader: loaderOf(new Map())});
}

/** Every proof must verify and be bound to the issuer. The library alone is content with one good proof of several. */
export async function verifyProofs(document, documents) {
  const result = await jsigs.verify(structuredClone(document), {suite: verifySuites(), purpose: new CredentialIssuancePurpose(), documentLoader: loaderOf(documents)});
  const proofs = [document.proof].flat().length;
  const good = (result.results ?? []).filter(each => each.verified).length;
  if(!result.verified || good !== proofs) {
    const errors = [result.error?.errors ?? result.error ?? [], (result.results ?? []).map(each => each.error?.errors ?? each.error ?? [])].flat(3);
    throw new Error([...new Set(errors.map(error => error.message))].join(' ') || `${good} of ${proofs} proofs verify.`);
  }
}
