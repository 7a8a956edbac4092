// Who issues and who forges. All names and hosts are invented; .example hosts exist nowhere (RFC 2606).
import {didJwk, didKey, hasRsa, jsonWebKey, keyOf, multikey, verificationKey2020} from './keys.mjs';

export const CONTEXT = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];
export const LEARNER = 'ada.learner@student.example';
const CURVES = {ed: 'Ed25519', p256: 'P-256', p384: 'P-384', rsa: 'RSA'};

/** An institution at a host: its keys, and the documents it serves under did:web, as an https issuer and as a JWKS. */
export async function party(name, host, {issuerPath = '/issuer'} = {}) {
  const keys = {};
  for(const [short, curve] of Object.entries(CURVES)) {
    if(curve !== 'RSA' || hasRsa(name)) {
      keys[short] = await keyOf(curve, name);
    }
  }
  keys.login = await keyOf('Ed25519', `${name} sign-in`);
  const web = `did:web:${host}`;
  const site = `https://${host}${issuerPath}`;
  return {
    name, host, keys, web, site,
    documents: {
      [`https://${host}/.well-known/did.json`]: controller(web, keys, ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1']),
      [site]: {...controller(site, keys, ['https://www.w3.org/ns/cid/v1']), type: 'Profile', name},
      [`https://${host}/.well-known/jwks.json`]: {keys: Object.entries(keys).filter(([short]) => short !== 'login').map(([short, key]) => ({...key.publicJwk, kid: short, use: 'sig'}))}
    }
  };
}

/** Where a key of a party is found, by kind of issuer: its id as issuer and the id of the method. */
export function placeOf(kind, party, short) {
  const key = party.keys[short];
  switch(kind) {
    case 'did-key': return {key, ...didKey(key)};
    case 'did-jwk': return {key, ...didJwk(key)};
    case 'did-web': return {key, id: party.web, method: `${party.web}#${short}`};
    case 'https': return {key, id: party.site, method: `${party.site}#${short}`};
  }
}

export const profile = (id, name = 'Fernhill College') => ({id, type: ['Profile'], name});

export const identity = (email = LEARNER) => ({type: 'IdentityObject', hashed: false, identityHash: email, identityType: 'emailAddress'});

/** An Open Badges 3.0 credential with dates of the VC 2.0 data model, unsigned. */
export function badge(name, issuer, {subject = {}, ...more} = {}) {
  return {
    '@context': CONTEXT,
    id: `https://college.example/credentials/${name}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Data Handling',
    issuer: profile(issuer),
    validFrom: '2026-09-01T08:00:00Z',
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [identity()],
      achievement: {
        id: 'https://college.example/achievements/data-handling',
        type: ['Achievement'],
        name: 'Data Handling',
        description: 'Collects, cleans and describes a data set.',
        criteria: {narrative: 'A supervised project, marked by two people.'}
      },
      ...subject
    },
    ...more
  };
}

function controller(id, keys, context) {
  const shorts = Object.keys(keys).filter(short => short !== 'login');
  const methods = shorts.map(short => (keys[short].multibase ? multikey : jsonWebKey)(keys[short], `${id}#${short}`, id));
  methods.push(jsonWebKey(keys.ed, `${id}#ed-jwk`, id), verificationKey2020(keys.ed, `${id}#ed-2020`, id), multikey(keys.login, `${id}#login`, id));
  return {
    '@context': context,
    id,
    verificationMethod: methods,
    assertionMethod: methods.map(method => method.id).filter(method => !method.endsWith('#login')),
    authentication: [`${id}#login`, `${id}#ed`]
  };
}
