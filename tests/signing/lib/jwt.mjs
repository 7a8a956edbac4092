// VC-JWT with jose, and the forgeries that jose would not make.
import {createHmac} from 'node:crypto';
import {CompactSign, importJWK} from 'jose';

const seconds = date => Math.floor(Date.parse(date) / 1000);
const part = value => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Open Badges 3.0, section 'JSON Web Token Proof Format': the credential's members beside the registered claims. */
export const claimsOf = credential => ({
  ...credential,
  iss: credential.issuer.id ?? credential.issuer,
  jti: credential.id,
  nbf: seconds(credential.validFrom),
  ...(credential.credentialSubject.id ? {sub: credential.credentialSubject.id} : {}),
  ...(credential.validUntil ? {exp: seconds(credential.validUntil)} : {})
});

/** VC Data Model 1.1, section 'JWT encoding': the credential in a claim 'vc'. */
export const vcClaimsOf = credential => ({
  iss: credential.issuer.id ?? credential.issuer,
  jti: credential.id,
  nbf: seconds(credential.issuanceDate),
  ...(credential.credentialSubject.id ? {sub: credential.credentialSubject.id} : {}),
  ...(credential.expirationDate ? {exp: seconds(credential.expirationDate)} : {}),
  vc: credential
});

export async function jwt(payload, {alg, key, kid, header = {}}) {
  return new CompactSign(new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload)))
    .setProtectedHeader({alg, typ: 'JWT', ...(kid ? {kid} : {}), ...header})
    .sign(await importJWK(key.jwk, alg));
}

export const unsigned = (payload, kid) => `${part({alg: 'none', typ: 'JWT', kid})}.${part(payload)}.`;

/** HS256 with any bytes as the secret, such as a public key's PEM. */
export function hmacJwt(payload, secret, header) {
  const input = `${part({alg: 'HS256', typ: 'JWT', ...header})}.${part(payload)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** Signs what a library would refuse to: an unknown critical header. The signature itself is good. */
export async function jwtWithCrit(payload, options) {
  return jwt(payload, {...options, header: {crit: ['b64'], b64: true, ...options.header}});
}
