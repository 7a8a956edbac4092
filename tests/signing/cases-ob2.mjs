// Open Badges 2.0, hosted and signed, with node's own crypto through jose.
import {bakePng} from './lib/bake.mjs';
import {hmacJwt, jwt} from './lib/jwt.mjs';
import {keyOf, pemOf} from './lib/keys.mjs';
import {hashed} from './cases-valid.mjs';
import {LEARNER} from './lib/parties.mjs';

const CONTEXT = 'https://w3id.org/openbadges/v2';
const WHO = {recipient: LEARNER};

export async function openBadges2(all) {
  const site = 'https://badges.example';
  const key = await keyOf('RSA', 'college');
  const forger = await keyOf('RSA', 'stranger');
  all.serve(`${site}/issuer.json`, {'@context': CONTEXT, type: 'Issuer', id: `${site}/issuer.json`, name: 'Fernhill College', url: site, email: 'badges@badges.example', publicKey: `${site}/key.json`, revocationList: `${site}/revoked.json`});
  all.serve(`${site}/key.json`, {'@context': CONTEXT, type: 'CryptographicKey', id: `${site}/key.json`, owner: `${site}/issuer.json`, publicKeyPem: pemOf(key)});
  all.serve(`${site}/class.json`, classOf(`${site}/class.json`, `${site}/issuer.json`));
  all.serve(`${site}/revoked.json`, {'@context': CONTEXT, type: 'RevocationList', id: `${site}/revoked.json`, issuer: `${site}/issuer.json`,
    revokedAssertions: ['urn:uuid:5cdd2f11-0000-4000-8000-000000000001', {id: 'urn:uuid:5cdd2f11-0000-4000-8000-000000000002', revocationReason: 'Issued in error.'}, {uid: '5cdd2f11-0000-4000-8000-000000000003'}]});
  const assertion = (id, more = {}) => ({
    '@context': CONTEXT, type: 'Assertion', id, badge: `${site}/class.json`, issuedOn: '2026-09-01T08:00:00Z', verification: {type: 'hosted'},
    recipient: {type: 'email', hashed: true, salt: 'deadsea', identity: hashed(LEARNER, 'deadsea').identityHash}, ...more
  });
  const hosted = (name, more, expectation, note, {served, path = 'assertions', host = site} = {}) => {
    const id = `${host}/${path}/${name}.json`;
    const own = assertion(id, more);
    if(served !== null) {
      all.serve(id, {...own, ...served});
    }
    all.add(`${expectation.expect === 'valid' ? 'valid' : 'bad'}/ob2-${name}.json`, own, {...WHO, ...expectation, note});
    return own;
  };
  hosted('hosted', {}, {expect: 'valid'}, 'Hosted: what is served says the same.');
  hosted('hosted-plain-recipient', {recipient: {type: 'email', hashed: false, identity: LEARNER}}, {expect: 'valid'}, 'The recipient in plain text.');
  const picture = hosted('hosted-in-png', {}, {expect: 'valid'}, 'The same as a picture is beside it.');
  all.add('valid/ob2-hosted.png', bakePng(JSON.stringify(picture), {keyword: 'openbadges'}), {...WHO, expect: 'valid', note: 'PNG, iTXt openbadges, an assertion.'});
  all.add('valid/ob2-hosted-address.png', bakePng(picture.id, {keyword: 'openbadges'}), {...WHO, expect: 'valid', note: 'PNG, iTXt openbadges, only the address.'});
  hosted('hosted-expired', {expires: '2025-06-30T00:00:00Z'}, {expect: 'invalid', reasons: ['expired']}, 'expires is past.');
  hosted('hosted-revoked', {}, {expect: 'invalid', reasons: ['revoked']}, 'What is served says revoked: true.', {served: {revoked: true, revocationReason: 'Issued in error.'}});
  hosted('hosted-differs', {}, {expect: 'invalid', reasons: ['hosted-differs'], orElse: undefined}, 'What is served names another recipient: the file was changed.', {served: {recipient: {type: 'email', hashed: false, identity: 'bob.other@student.example'}}});
  hosted('hosted-unreachable', {}, {expect: 'indeterminate', reasons: ['hosted-unreachable']}, 'Nothing is served at its id.', {served: null});
  hosted('hosted-elsewhere', {}, {expect: 'invalid', reasons: [], orElse: ['indeterminate']}, 'Hosted on the forger\'s server, with the college\'s badge class: an assertion must lie on its issuer\'s own host (Open Badges 2.0, allowedOrigins).', {host: 'https://forger.example'});
  hosted('hosted-class-unreachable', {badge: `${site}/class-gone.json`}, {expect: 'indeterminate', reasons: ['badge-unreachable']}, 'Its badge class cannot be had.');
  all.serve('https://forger.example/class.json', classOf('https://forger.example/class.json', `${site}/issuer.json`));
  hosted('hosted-class-elsewhere', {badge: 'https://forger.example/class.json'}, {expect: 'invalid', reasons: [], orElse: ['indeterminate']}, 'Assertion and class are both the forger\'s, the class names the college as issuer.', {host: 'https://forger.example'});
  hosted('hosted-recipient-other', {recipient: {type: 'email', hashed: true, salt: 'x', identity: hashed('bob.other@student.example', 'x').identityHash}}, {expect: 'invalid', reasons: ['recipient-differs']}, 'The hash of another address.');
  hosted('hosted-recipient-md5', {recipient: {type: 'email', hashed: true, salt: 'x', identity: hashed(LEARNER, 'x', 'md5').identityHash}}, {expect: 'invalid', reasons: ['recipient-hash-refused'], orElse: ['indeterminate']}, 'An md5 hash.');

  const uuid = number => `urn:uuid:5cdd2f11-0000-4000-8000-00000000000${number}`;
  const signed = (number, more = {}, creator = `${site}/key.json`) => assertion(uuid(number), {verification: {type: 'signed', creator}, ...more});
  const add = async (name, text, expectation, note) => all.add(`${expectation.expect === 'valid' ? 'valid' : 'bad'}/ob2-jws${name}.jwt`, await text, {...WHO, ...expectation, note});
  const RS = {alg: 'RS256', key};
  const UNBOUND = {expect: 'indeterminate', reasons: ['issuer-key-not-bound'], orElse: ['invalid']};
  await add('', jwt(signed(9), RS), {expect: 'valid'}, 'RS256 JWS; the key\'s owner is the badge class\'s issuer, whose profile names the key.');
  await add('-revoked-text', jwt(signed(1), RS), {expect: 'invalid', reasons: ['revoked']}, 'On the revocation list, as a text.');
  await add('-revoked-id', jwt(signed(2), RS), {expect: 'invalid', reasons: ['revoked']}, 'On the revocation list, as an object with id.');
  await add('-revoked-uid', jwt(signed(3, {uid: '5cdd2f11-0000-4000-8000-000000000003'}), RS), {expect: 'invalid', reasons: ['revoked']}, 'On the revocation list, as an object with uid.');
  await add('-expired', jwt(signed(4, {expires: '2025-06-30T00:00:00Z'}), RS), {expect: 'invalid', reasons: ['expired']}, 'expires is past.');
  await add('-hs256', hmacJwt(signed(5), pemOf(key), {}), {expect: 'invalid', reasons: ['algorithm-refused']}, 'HS256 with the public key\'s PEM as secret.');
  await add('-wrong-key', jwt(signed(6), {alg: 'RS256', key: forger}), {expect: 'invalid', reasons: ['bad-signature']}, 'Names the college\'s key, signed with another.');
  all.serve('https://forger.example/key.json', {'@context': CONTEXT, type: 'CryptographicKey', id: 'https://forger.example/key.json', owner: `${site}/issuer.json`, publicKeyPem: pemOf(forger)});
  await add('-key-claims-owner', jwt(signed(7, {}, 'https://forger.example/key.json'), {alg: 'RS256', key: forger}), UNBOUND, 'The forger\'s key document says that the college owns it; the college\'s profile does not name it.');
  all.serve('https://forger.example/own-key.json', {'@context': CONTEXT, type: 'CryptographicKey', id: 'https://forger.example/own-key.json', owner: 'https://forger.example/issuer.json', publicKeyPem: pemOf(forger)});
  await add('-key-of-another', jwt(signed(8, {}, 'https://forger.example/own-key.json'), {alg: 'RS256', key: forger}), UNBOUND, 'The key is openly another\'s.');
}

const classOf = (id, issuer) => ({'@context': CONTEXT, type: 'BadgeClass', id, name: 'Data Handling', description: 'Collects, cleans and describes a data set.', image: 'https://badges.example/badge.png', criteria: {narrative: 'A supervised project.'}, issuer});
