// What must be valid: each suite with each kind of issuer, each standard, each wrapping.
import {createHash} from 'node:crypto';
import {bakePng, bakeSvg} from './lib/bake.mjs';
import {claimsOf, jwt, vcClaimsOf} from './lib/jwt.mjs';
import {didKey} from './lib/keys.mjs';
import {badge, CONTEXT, identity, LEARNER, placeOf, profile} from './lib/parties.mjs';
import {sign} from './lib/suites.mjs';

const SUITES = [
  ['eddsa-rdfc-2022', 'ed'], ['ecdsa-rdfc-2019', 'p256'], ['ecdsa-rdfc-2019', 'p384'], ['eddsa-jcs-2022', 'ed'],
  ['ecdsa-jcs-2019', 'p256'], ['ecdsa-jcs-2019', 'p384'], ['Ed25519Signature2020', 'ed']
];
const ALGORITHMS = [['EdDSA', 'ed'], ['ES256', 'p256'], ['ES384', 'p384'], ['RS256', 'rsa'], ['PS256', 'rsa']];
const VALID = {expect: 'valid', recipient: LEARNER};

export async function valid(all, {college, stranger, learner}) {
  for(const [suite, short] of SUITES) {
    for(const kind of ['did-key', 'did-web', 'did-jwk', 'https']) {
      const {id, key, method} = placeOf(kind, college, short);
      const name = `${suite}-${short}-${kind}`.toLowerCase();
      // Ed25519Signature2020 takes no JWK: its method is a Multikey, which did:jwk cannot be
      if(suite === 'Ed25519Signature2020' && kind === 'did-jwk') {
        continue;
      }
      all.add(`valid/${name}.json`, await sign(badge(name, id), {suite, key, method, documents: all.documents}), {...VALID, note: `${suite}, ${key.curve}, ${kind}.`});
    }
  }
  await jwts(all, college, learner);
  await standards(all, college, stranger);
  await wrapped(all, college);
  await recipients(all, college);
}

async function jwts(all, college, learner) {
  const subject = {id: didKey(learner).id};
  for(const [alg, short] of ALGORITHMS) {
    for(const kind of ['did-key', 'did-web', 'did-jwk', 'https']) {
      if(short === 'rsa' && kind === 'did-key') {
        continue;
      }
      const {id, key, method} = placeOf(kind, college, short);
      const name = `jwt-${alg}-${kind}`.toLowerCase();
      all.add(`valid/${name}.jwt`, await jwt(claimsOf(badge(name, id, {subject})), {alg, key, kid: method}), {...VALID, note: `VC-JWT ${alg}, key found through ${kind}; members beside the registered claims.`});
    }
  }
  const {id, key, method} = placeOf('did-web', college, 'ed');
  all.add('valid/jwt-vc-claim.jwt', await jwt(vcClaimsOf(old('jwt-vc-claim', id, subject)), {alg: 'EdDSA', key, kid: method}), {...VALID, note: 'VC 1.1: the credential in the vc claim, with iss, sub, nbf, jti that agree.'});
  all.add('valid/jwt-jwks.jwt', await jwt(claimsOf(badge('jwt-jwks', college.site, {subject})), {alg: 'RS256', key: college.keys.rsa, kid: `https://${college.host}/.well-known/jwks.json#rsa`}),
    {...VALID, orElse: ['indeterminate'], note: 'The kid points into the JWKS that the issuer serves on its own host. A verifier that binds keys by the controller document alone may say issuer-key-not-bound.'});
  all.add('valid/jwt-kid-relative.jwt', await jwt(claimsOf(badge('jwt-kid-relative', college.web, {subject})), {alg: 'ES256', key: college.keys.p256, kid: '#p256'}),
    {...VALID, orElse: ['indeterminate'], note: 'A kid relative to the issuer\'s DID, as DID documents may write it.'});
}

async function standards(all, college, stranger) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const other = placeOf('did-web', stranger, 'p256');
  const options = {key, method, documents: all.documents};
  all.add('valid/vc-1.1.json', await sign(old('vc-1.1', id), {...options, suite: 'Ed25519Signature2020'}), {...VALID, note: 'VC 1.1 names: issuanceDate and expirationDate in 2099.'});
  all.add('valid/vc-1.1-data-integrity.json', await sign(old('vc-1.1-data-integrity', id), options), {...VALID, note: 'VC 1.1 with eddsa-rdfc-2022; the library adds the data-integrity context.'});
  all.add('valid/issuer-as-text.json', await sign({...badge('issuer-as-text', id), issuer: id}, options), {...VALID, note: 'issuer is only its id.'});
  all.add('valid/valid-until-2099.json', await sign(badge('valid-until-2099', id, {validUntil: '2099-12-31T23:59:59Z'}), options), {...VALID, note: 'Not expired for long.'});
  all.add('valid/other-time-zone.json', await sign(badge('other-time-zone', id, {validFrom: '2026-11-24T20:59:59+09:00'}), options), {...VALID, note: 'validFrom is one second before noon UTC of the day of judgement: an offset must be counted.'});
  all.add('valid/two-proofs.json', await sign(await sign(badge('two-proofs', id), options), {...options, key: college.keys.p256, method: `${id}#p256`, suite: 'ecdsa-rdfc-2019'}),
    {...VALID, note: 'A proof set of two, both good.'});
  const key2020 = {...options, method: `${id}#ed-2020`, suite: 'Ed25519Signature2020'};
  all.add('valid/key-type-2020.json', await sign(badge('key-type-2020', id), key2020), {...VALID, note: 'The method is an Ed25519VerificationKey2020.'});
  all.add('valid/key-type-jwk.json', await sign(badge('key-type-jwk', id), {...options, method: `${id}#ed-jwk`}), {...VALID, note: 'The method is a JsonWebKey; it is listed in assertionMethod.'});
  const endorsement = await sign(endorsementOf('endorsement', other.id), {...options, key: other.key, method: other.method, suite: 'ecdsa-rdfc-2019'});
  all.add('valid/endorsement.json', endorsement, {expect: 'valid', note: 'An EndorsementCredential alone: verified, awards nothing. Its subject is an achievement, so no recipient is checked.'});
  all.add('valid/endorsed.json', await sign(endorsedBy('endorsed', id, endorsement), options), {...VALID, note: 'Holds an endorsement of another issuer whose own proof is good.'});
  const changed = structuredClone(endorsement);
  changed.credentialSubject.endorsementComment = 'The best programme in the world.';
  all.add('valid/endorsed-badly.json', await sign(endorsedBy('endorsed-badly', id, changed), options),
    {...VALID, warnings: ['endorsement-unverified'], note: 'The endorsement inside was changed before the badge was signed: the badge stands, the endorsement counts for nothing and is a warning.'});
  const nested = [
    await sign(badge('clr-one', id), options),
    await sign(badge('clr-two', other.id), {...options, key: other.key, method: other.method, suite: 'ecdsa-rdfc-2019'})
  ];
  all.add('valid/clr.json', await sign(clr('clr', id, nested), options), {...VALID, nested: ['valid', 'valid'], note: 'CLR 2.0 with two nested credentials, the second of another issuer with another suite.'});
  const bad = structuredClone(nested[1]);
  bad.credentialSubject.achievement.name = 'Quantum Computing';
  all.add('valid/clr-nested-tampered.json', await sign(clr('clr-nested-tampered', id, [nested[0], bad]), options),
    {...VALID, orElse: ['invalid'], nested: ['valid', 'invalid'], warnings: ['nested-not-valid'],
      note: 'The outer issuer signed a record with a forged credential in it. The record is its issuer\'s word; each nested credential is judged alone and the forged one gives no credit. A verifier that fails the whole record is stricter, not wrong.'});
  const late = await sign(badge('clr-expired', id, {validUntil: '2025-01-01T00:00:00Z'}), options);
  all.add('valid/clr-nested-expired.json', await sign(clr('clr-nested-expired', id, [nested[0], late]), options),
    {...VALID, orElse: ['invalid'], nested: ['valid', 'invalid'], warnings: ['nested-not-valid'], note: 'As before, the second nested credential has expired.'});
}

async function wrapped(all, college) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const json = JSON.stringify(await sign(badge('baked', id), {key, method, documents: all.documents}));
  const token = await jwt(claimsOf(badge('baked-jwt', id)), {alg: 'EdDSA', key, kid: method});
  all.add('valid/baked.png', bakePng(json), {...VALID, note: 'PNG, iTXt openbadgecredential, JSON.'});
  all.add('valid/baked-compressed.png', bakePng(json, {compressed: true}), {...VALID, note: 'The iTXt is compressed (PNG 1.2, 11.3.4.5): readers must take both.'});
  all.add('valid/baked-jwt.png', bakePng(token), {...VALID, note: 'PNG with a JWT.'});
  all.add('valid/baked.svg', bakeSvg(json), {...VALID, note: 'SVG with the JSON in CDATA.'});
  all.add('valid/baked-jwt.svg', bakeSvg(token, {isJwt: true}), {...VALID, note: 'SVG with a JWT in the attribute verify.'});
}

async function recipients(all, college) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const options = {key, method, documents: all.documents};
  const with_ = (name, identifier) => sign(badge(name, id, {subject: {identifier: [identifier].flat()}}), options);
  all.add('valid/recipient-hashed.json', await with_('recipient-hashed', hashed(LEARNER, 'a1b2c3')), {...VALID, note: 'sha256$ over identity + salt.'});
  all.add('valid/recipient-hashed-upper.json', await with_('recipient-hashed-upper', {...hashed(LEARNER, 'a1b2c3'), identityHash: hashed(LEARNER, 'a1b2c3').identityHash.toUpperCase().replace('SHA256', 'sha256')}),
    {...VALID, note: 'The hash in upper-case hex: hex has no case.'});
  all.add('valid/recipient-hashed-no-salt.json', await with_('recipient-hashed-no-salt', hashed(LEARNER)), {...VALID, note: 'A hash without salt.'});
  all.add('valid/recipient-lower.json', await with_('recipient-lower', hashed(LEARNER, 'salt')), {...VALID, recipient: 'Ada.Learner@Student.example', note: 'The issuer hashed the lower-case address: as given first, then lower case.'});
  all.add('valid/recipient-second.json', await with_('recipient-second', [{type: 'IdentityObject', hashed: false, identityHash: 'S-4711', identityType: 'studentId'}, identity()]),
    {...VALID, note: 'Only the second identifier is the e-mail address: all must be tried.'});
  all.add('valid/recipient-subject-id.json', await sign(badge('recipient-subject-id', id, {subject: {id: 'did:example:ada', identifier: undefined}}), options), {...VALID, recipient: 'did:example:ada', note: 'Named only by the subject\'s id.'});
}

/** The same badge with the names of VC 1.1. */
export function old(name, issuer, subject = {}) {
  const {validFrom, '@context': _, ...rest} = badge(name, issuer, {subject});
  return {'@context': ['https://www.w3.org/2018/credentials/v1', CONTEXT[1]], ...rest, issuanceDate: validFrom, expirationDate: '2099-12-31T23:59:59Z'};
}

export function clr(name, issuer, nested) {
  return {
    '@context': [CONTEXT[0], 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json', CONTEXT[1]],
    id: `https://college.example/credentials/${name}`,
    type: ['VerifiableCredential', 'ClrCredential'],
    issuer: profile(issuer),
    name: 'Record of achievements',
    validFrom: '2026-10-01T08:00:00Z',
    credentialSubject: {type: ['ClrSubject'], identifier: [identity()], verifiableCredential: nested}
  };
}

function endorsementOf(name, issuer) {
  return {
    '@context': CONTEXT,
    id: `https://stranger.example/credentials/${name}`,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Endorsement',
    issuer: profile(issuer, 'Guild of Data Handlers'),
    validFrom: '2026-09-01T08:00:00Z',
    credentialSubject: {id: 'https://college.example/achievements/data-handling', type: ['EndorsementSubject'], endorsementComment: 'Well assessed.'}
  };
}

function endorsedBy(name, issuer, endorsement) {
  const credential = badge(name, issuer);
  credential.credentialSubject.achievement.endorsement = [endorsement];
  return credential;
}

export const hashed = (email, salt, algorithm = 'sha256') => ({
  type: 'IdentityObject',
  hashed: true,
  identityHash: `${algorithm}$${createHash(algorithm).update(email + (salt ?? '')).digest('hex')}`,
  identityType: 'emailAddress',
  ...(salt ? {salt} : {})
});
