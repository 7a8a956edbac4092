// VC-JWT forgeries.
import {old} from './cases-valid.mjs';
import {claimsOf, hmacJwt, jwt, jwtWithCrit, unsigned, vcClaimsOf} from './lib/jwt.mjs';
import {didKey, pemOf} from './lib/keys.mjs';
import {badge, LEARNER, placeOf} from './lib/parties.mjs';

const WHO = {recipient: LEARNER};

export async function jwts(all, {college, stranger, learner}) {
  const {id, key, method} = placeOf('did-web', college, 'rsa');
  const forger = stranger.keys.rsa;
  const subject = {id: didKey(learner).id};
  const REFUSED = {...WHO, expect: 'invalid', reasons: ['algorithm-refused']};
  const UNBOUND = {...WHO, expect: 'indeterminate', reasons: ['issuer-key-not-bound'], orElse: ['invalid']};
  const claims = (name, more = {}) => claimsOf(badge(name, id, {subject, ...more}));
  const add = async (name, text, expectation, note) => all.add(`bad/jwt-${name}.jwt`, await text, {...expectation, note});

  await add('alg-none', unsigned(claims('jwt-alg-none'), method), REFUSED, 'alg none with no signature.');
  await add('alg-none-mixed-case', unsigned(claims('jwt-alg-none-2'), method).replace(/^[^.]+/, Buffer.from(`{"alg":"nOnE","kid":"${method}"}`).toString('base64url')), REFUSED, 'alg nOnE: spelled to get past a list of refused names.');
  await add('hs256-with-public-key', hmacJwt(claims('jwt-hs256-with-public-key'), pemOf(key), {kid: method}), REFUSED, 'HS256, its secret the bytes of the RSA public key\'s PEM, which everybody has. The key decides the algorithm, not the header.');
  await add('hs256-with-key-in-header', hmacJwt(claims('jwt-hs256-with-key-in-header'), 'secret', {jwk: {kty: 'oct', k: Buffer.from('secret').toString('base64url')}}), REFUSED, 'HS256 with its own secret in the header.');
  await add('rs256-key-says-ec', jwt(claims('jwt-rs256-key-says-ec'), {alg: 'RS256', key, kid: `${id}#p256`}), {...WHO, expect: 'invalid', reasons: [], orElse: ['indeterminate']}, 'RS256, and the kid names an EC key.');
  await add('jwk-in-header', jwt(claims('jwt-jwk-in-header'), {alg: 'RS256', key: forger, header: {jwk: forger.publicJwk}}), UNBOUND, 'The forger\'s key in the token\'s own header, no kid: the signature is good by it, which proves nothing.');
  await add('jwk-in-header-with-kid', jwt(claims('jwt-jwk-in-header-with-kid'), {alg: 'RS256', key: forger, kid: method, header: {jwk: forger.publicJwk}}), {...WHO, expect: 'invalid', reasons: ['bad-signature'], orElse: ['indeterminate']},
    'The same with the college\'s kid: by the college\'s key the signature is bad.');
  all.serve('https://stranger.example/keys.json', {keys: [{...forger.publicJwk, kid: 'rsa'}]});
  await add('jku', jwt(claims('jwt-jku'), {alg: 'RS256', key: forger, kid: 'rsa', header: {jku: 'https://stranger.example/keys.json'}}), UNBOUND, 'jku points to the forger\'s JWKS.');
  await add('kid-of-another', jwt(claims('jwt-kid-of-another'), {alg: 'RS256', key: forger, kid: `${stranger.web}#rsa`}), UNBOUND, 'kid is the forger\'s method, in the forger\'s document.');
  await add('kid-did-key', jwt(claims('jwt-kid-did-key'), {alg: 'EdDSA', key: stranger.keys.ed, kid: didKey(stranger.keys.ed).method}), UNBOUND, 'kid is a did:key of the forger.');
  await add('kid-unknown', jwt(claims('jwt-kid-unknown'), {alg: 'RS256', key, kid: `${id}#rsa-2019`}), UNBOUND, 'The issuer\'s document lists no such key.');
  await add('key-only-for-authentication', jwt(claims('jwt-key-only-for-authentication'), {alg: 'EdDSA', key: college.keys.login, kid: `${id}#login`}), {...UNBOUND, reasons: ['key-not-for-assertions']}, 'A key that signs in only.');
  await add('crit', jwtWithCrit(claims('jwt-crit'), {alg: 'RS256', key, kid: method}), {...WHO, expect: 'invalid', reasons: [], orElse: ['indeterminate']}, 'A critical header (b64) that a verifier of credentials does not process must be refused (RFC 7515, 4.1.11). jose does process b64 and takes it.');
  const differing = (name, alter) => {
    const payload = claims(`jwt-${name}`, {validUntil: '2099-12-31T23:59:59Z'});
    alter(payload);
    return jwt(payload, {alg: 'RS256', key, kid: method});
  };
  const DIFFER = {...WHO, expect: 'invalid', reasons: ['claims-differ']};
  await add('iss-differs', differing('iss-differs', c => { c.iss = stranger.web; }), DIFFER, 'iss is not the credential\'s issuer.');
  await add('sub-differs', differing('sub-differs', c => { c.sub = 'did:example:mallory'; }), DIFFER, 'sub is not the credential\'s subject.');
  await add('jti-differs', differing('jti-differs', c => { c.jti = 'https://college.example/credentials/another'; }), DIFFER, 'jti is not the credential\'s id: one badge would count twice.');
  await add('nbf-differs', differing('nbf-differs', c => { c.nbf -= 86_400 * 365; }), DIFFER, 'nbf is a year before validFrom.');
  await add('exp-before-valid-until', differing('exp-before-valid-until', c => { c.exp = 1_750_000_000; }), {...WHO, expect: 'invalid', reasons: [], }, 'exp is past, validUntil is not: expired or differing, in no case valid.');
  await add('exp-after-valid-until', jwt({...claims('jwt-exp-after-valid-until', {validUntil: '2025-06-30T00:00:00Z'}), exp: 4_102_444_800}, {alg: 'RS256', key, kid: method}), {...WHO, expect: 'invalid', reasons: []}, 'validUntil is past, exp is not.');
  await add('expired', jwt(claims('jwt-expired', {validUntil: '2025-06-30T00:00:00Z'}), {alg: 'RS256', key, kid: method}), {...WHO, expect: 'invalid', reasons: ['expired']}, 'Expired, and both say so.');
  const vc = vcClaimsOf(old('jwt-vc-iss-differs', id, subject));
  await add('vc-iss-differs', jwt({...vc, iss: stranger.web}, {alg: 'RS256', key: forger, kid: `${stranger.web}#rsa`}), DIFFER, 'VC 1.1: iss is the forger, with the forger\'s good key; the vc claim says the college.');
  await add('vc-and-members', jwt({...claims('jwt-vc-and-members'), vc: {...old('jwt-vc-and-members', id, subject), name: 'Quantum Computing'}}, {alg: 'RS256', key, kid: method}), {...WHO, expect: 'invalid', reasons: [], orElse: ['valid']},
    'A credential beside the claims and another in vc: which is meant? The issuer signed both, so a reader that takes one for all purposes is not fooled.');
  const good = await jwt(claims('jwt-tampered'), {alg: 'RS256', key, kid: method});
  const [head, body, signature] = good.split('.');
  const changed = Buffer.from(Buffer.from(body, 'base64url').toString('utf8').replaceAll('Data Handling', 'Quantum Computing')).toString('base64url');
  await add('tampered', `${head}.${changed}.${signature}`, {...WHO, expect: 'invalid', reasons: ['bad-signature']}, 'The achievement was renamed after signing.');
  await add('two-parts', `${head}.${body}`, {...WHO, expect: 'invalid', reasons: ['malformed']}, 'Only two parts.');
  await add('four-parts', `${good}.${signature}`, {...WHO, expect: 'invalid', reasons: ['malformed']}, 'Four parts.');
  const ec = await jwt(claims('jwt-es256-zero'), {alg: 'ES256', key: college.keys.p256, kid: `${id}#p256`});
  await add('es256-zero', ec.replace(/[^.]+$/, Buffer.alloc(64).toString('base64url')), {...WHO, expect: 'invalid', reasons: ['bad-signature']}, 'r and s are zero: what some verifiers once took for any message (CVE-2022-21449).');
}
