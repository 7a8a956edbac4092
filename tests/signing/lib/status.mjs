// Bitstring Status Lists (W3C) as credentials, before they are signed.
import {gzipSync} from 'node:zlib';
import {createCredential, createList} from '@digitalbazaar/vc-bitstring-status-list';

export const BITS = 131_072;

export async function statusList({id, issuer, purpose = 'revocation', bits = BITS, set = [], ...more}) {
  const list = await createList({length: bits});
  for(const index of set) {
    list.setStatus(index, true);
  }
  const credential = await createCredential({id, list, statusPurpose: purpose, context: ['https://www.w3.org/ns/credentials/v2']});
  return {...credential, issuer, validFrom: '2026-01-01T00:00:00Z', ...more};
}

/** A list of zero bytes whose few kilobytes unpack to more than any reader should take. */
export function bombList(megabytes) {
  return 'u' + gzipSync(Buffer.alloc(megabytes << 20), {level: 9}).toString('base64url');
}

export const entry = (list, index, purpose = 'revocation') => ({
  id: `${list}#${index}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: purpose,
  statusListIndex: String(index),
  statusListCredential: list
});
