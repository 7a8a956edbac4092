// Status lists, good and bad, and the credentials that point into them.
import {old} from './cases-valid.mjs';
import {badge, LEARNER, placeOf} from './lib/parties.mjs';
import {BITS, bombList, entry, statusList} from './lib/status.mjs';
import {sign} from './lib/suites.mjs';

const WHO = {recipient: LEARNER};
export const REVOCATION = 'https://college.example/status/revocation';

export async function status(all, {college, stranger}) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const options = {key, method, documents: all.documents};
  const list = async (name, more = {}, alter = () => {}, signer = options) => {
    const address = `https://college.example/status/${name}`;
    const credential = await statusList({id: address, issuer: id, ...more.list});
    Object.assign(credential, more.credential);
    Object.assign(credential.credentialSubject, more.subject);
    const signed = await sign(credential, signer);
    await alter(signed);
    all.serve(address, signed);
    return address;
  };
  const add = async (name, credentialStatus, expectation, note, context) => all.add(`${expectation.expect === 'valid' ? 'valid' : 'bad'}/${name}.json`,
    await sign({...badge(name, id, {credentialStatus}), ...context}, options), {...WHO, ...expectation, note});

  const revocation = await list('revocation', {list: {set: [7, 8, 130_000]}});
  const suspension = await list('suspension', {list: {purpose: 'suspension', set: [3]}});
  await add('status-clear', entry(revocation, 6), {expect: 'valid'}, 'Not revoked; its neighbours 7 and 8 are: bit 0 is the leftmost of its byte.');
  await add('status-clear-mirrored', entry(revocation, 0), {expect: 'valid'}, 'Not revoked; who counts bits from the right finds bit 7.');
  await add('status-clear-two', [entry(revocation, 6), entry(suspension, 1, 'suspension')], {expect: 'valid'}, 'Two entries, both clear.');
  await add('status-last-index', entry(revocation, BITS - 1), {expect: 'valid'}, 'The last index of the list is in range.');
  await add('revoked', entry(revocation, 7), {expect: 'invalid', reasons: ['revoked']}, 'Revoked: bit 7.');
  await add('revoked-far', entry(revocation, 130_000), {expect: 'invalid', reasons: ['revoked']}, 'Revoked: bit 130,000.');
  await add('revoked-index-as-number', {...entry(revocation, 8), statusListIndex: 8}, {expect: 'invalid', reasons: ['revoked'], orElse: ['indeterminate']}, 'The index is a number, not a text, as some issuers write it. Revoked.');
  await add('suspended', entry(suspension, 3, 'suspension'), {expect: 'invalid', reasons: ['suspended']}, 'Suspended: not valid now, perhaps later.');
  const v1 = {...old('revoked-vc-1.1', id), credentialStatus: entry(revocation, 7)};
  v1['@context'] = [...v1['@context'], 'https://www.w3.org/ns/credentials/status/v1'];
  all.add('bad/revoked-vc-1.1.json', await sign(v1, options), {...WHO, expect: 'invalid', reasons: ['revoked'], note: 'Revoked; a VC 1.1 credential that points into a VC 2.0 list.'});

  const UNKNOWN = {expect: 'indeterminate', reasons: ['status-list-bad']};
  await add('status-list-expired', entry(await list('expired', {credential: {validUntil: '2026-10-01T00:00:00Z'}}), 6), UNKNOWN, 'The list has expired: it says nothing about today, and a newer one may be served tomorrow.');
  await add('status-list-not-yet-valid', entry(await list('not-yet-valid', {credential: {validFrom: '2098-01-01T00:00:00Z'}}), 6), UNKNOWN, 'The list is not valid yet.');
  await add('status-list-tampered', entry(await list('tampered', {list: {set: [6]}}, async signed => { signed.credentialSubject.encodedList = (await statusList({id: 'x', issuer: id})).credentialSubject.encodedList; }), 6), UNKNOWN,
    'A list with nothing set was put under the proof: revoked in truth.');
  await add('status-list-unsigned', entry(await list('unsigned', {}, signed => { delete signed.proof; }), 6), UNKNOWN, 'The list has no proof.');
  const forger = placeOf('did-web', stranger, 'ed');
  await add('status-list-of-another', entry(await list('of-another', {credential: {issuer: forger.id}}, undefined, {...options, key: forger.key, method: forger.method}), 6), {expect: 'valid', orElse: ['indeterminate']},
    'The list is another issuer\'s, well signed by it. Its address is signed into the credential, so the issuer has left its lists to that one (the standard does not forbid it, and published samples do it).');
  await add('status-list-signed-by-another', entry(await list('signed-by-another', {}, undefined, {...options, key: forger.key, method: forger.method}), 6), UNKNOWN, 'The list says it is the college\'s and is signed by a stranger.');
  await add('status-list-wrong-id', entry(await list('wrong-id', {list: {id: revocation}}), 6), {...UNKNOWN, orElse: ['valid']}, 'The list served here is the one of another address, replayed. Where an issuer has a list for each year, an old one would hide a revocation.');
  await add('status-list-gzip-bomb', entry(await list('gzip-bomb', {subject: {encodedList: bombList(96)}}), 6), UNKNOWN, 'A few kilobytes that unpack to 96 MiB, well signed: the reader stops at its cap.');
  await add('status-list-not-gzip', entry(await list('not-gzip', {subject: {encodedList: 'u' + Buffer.from('no gzip at all').toString('base64url')}}), 6), UNKNOWN, 'Not gzip.');
  await add('status-list-not-multibase', entry(await list('not-multibase', {}, undefined, options).then(async address => {
    const bad = await statusList({id: address, issuer: id});
    bad.credentialSubject.encodedList = bad.credentialSubject.encodedList.slice(1);
    all.serve(address, await sign(bad, options));
    return address;
  }), 6), {...UNKNOWN, orElse: ['valid']}, 'encodedList without its multibase letter u, as lists before 2024 had it.');
  all.serve('https://college.example/status/no-json', 'We are moving. Come back on Monday.');
  await add('status-list-no-json', entry('https://college.example/status/no-json', 6), UNKNOWN, 'A page of text is served.');
  await add('status-list-unreachable', entry('https://gone.example/status/revocation', 6), {expect: 'indeterminate', reasons: ['status-unreachable']}, 'Nothing is served: unreachable is not clear.');
  await add('status-list-wrong-type', entry(await list('wrong-type', {credential: {type: ['VerifiableCredential']}}), 6), {expect: 'invalid', reasons: ['status-list-wrong-type'], orElse: ['indeterminate']},
    'What is served and well signed is no status list by its type.');
  await add('status-purpose-differs', entry(suspension, 1), {expect: 'invalid', reasons: ['status-purpose-differs'], orElse: ['indeterminate']},
    'The entry says revocation, the list is one of suspension: the issuer\'s own statement cannot be looked up (Bitstring Status List 3.2: STATUS_VERIFICATION_ERROR).');
  await add('status-index-out-of-range', entry(revocation, BITS), {expect: 'invalid', reasons: ['status-index-out-of-range'], orElse: ['indeterminate']}, 'One beyond the end (RANGE_ERROR).');
  await add('status-index-negative', entry(revocation, -1), {expect: 'invalid', reasons: ['status-index-out-of-range'], orElse: ['indeterminate']}, 'A negative index.');
  await add('status-index-huge', {...entry(revocation, 6), statusListIndex: '18446744073709551622'}, {expect: 'invalid', reasons: ['status-index-out-of-range'], orElse: ['indeterminate']}, '2^64 + 6: 6 to who overflows.');
  await add('status-index-no-number', {...entry(revocation, 7), statusListIndex: '6 or so'}, {expect: 'invalid', reasons: [], orElse: ['indeterminate']}, 'No number; the library reads 6.');
  await add('status-type-unknown', {id: 'https://college.example/status/other#1', type: 'https://college.example/terms#OtherStatus'}, {expect: 'indeterminate', reasons: ['status-unsupported']}, 'A type of status that nobody knows must not be skipped.');
  await add('status-list-short', entry(await list('short', {list: {bits: 100_000, set: [9]}}), 6), {expect: 'valid', warnings: ['status-list-short']}, '100,000 entries, under the 131,072 of the standard, as most lists in the wild: a warning.');
  await add('status-list-short-revoked', entry('https://college.example/status/short', 9), {expect: 'invalid', reasons: ['revoked']}, 'The short list says revoked.');
  const message = {statusMessage: [{status: '0x0', message: 'in force'}, {status: '0x1', message: 'renewal is due'}]};
  const messages = await list('message', {list: {purpose: 'message', set: [5]}});
  await add('status-message', {...entry(messages, 5, 'message'), statusSize: 1, ...message}, {expect: 'valid', orElse: ['indeterminate']}, 'A message ("renewal is due") neither revokes nor suspends.');
  await edtech(all, id, options);
}

/** 1EdTech's own list, of ids: Open Badges 3.0, '1EdTech Revocation List'. */
async function edtech(all, id, options) {
  const address = 'https://college.example/status/1edtech';
  all.serve(address, {id: address, issuer: id, revokedCredential: [{id: 'https://college.example/credentials/1edtech-revoked', revoked: true, revocationReason: 'Issued in error.'}, {id: 'https://college.example/credentials/1edtech-reinstated', revoked: false}]});
  const make = async name => {
    const credential = badge(name, id, {credentialStatus: {id: address, type: '1EdTechRevocationList'}});
    credential['@context'] = [...credential['@context'], 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'];
    return sign(credential, options);
  };
  all.add('valid/1edtech-clear.json', await make('1edtech-clear'), {...WHO, expect: 'valid', note: 'Not on the list.'});
  all.add('valid/1edtech-reinstated.json', await make('1edtech-reinstated'), {...WHO, expect: 'valid', note: 'On the list with revoked: false.'});
  all.add('bad/1edtech-revoked.json', await make('1edtech-revoked'), {...WHO, expect: 'invalid', reasons: ['revoked'], note: 'On the list.'});
}
