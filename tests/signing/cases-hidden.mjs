// The same RDF, and so the same signature, written so that who reads plain members does not see what was signed. The holder of a bad credential can do all of this without any key.
import {badge, CONTEXT, LEARNER, placeOf} from './lib/parties.mjs';
import {entry} from './lib/status.mjs';
import {sign} from './lib/suites.mjs';

const CREDENTIALS = 'https://www.w3.org/2018/credentials#';
const STATUS = 'https://www.w3.org/ns/credentials/status#';
const TIME = 'http://www.w3.org/2001/XMLSchema#dateTime';
const LATE = '2025-06-30T00:00:00Z';

export async function hidden(all, {college}, {revokedList}) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const options = {key, method, documents: all.documents};
  const HIDDEN = {recipient: LEARNER, expect: 'invalid', reasons: ['term-not-compact'], orElse: ['indeterminate']};
  const hide = async (name, more, alter, note, expectation = {}) => {
    const signed = await sign(badge(name, id, more), options);
    const altered = alter(signed) ?? signed;
    all.add(`bad/${name}.json`, altered, {...HIDDEN, ...expectation, note});
  };
  const late = {validUntil: LATE};
  await hide('hidden-valid-until-iri', late, c => rename(c, 'validUntil', `${CREDENTIALS}validUntil`, {'@value': LATE, '@type': TIME}), 'Expired; validUntil is written as its full IRI: same RDF, the signature verifies, and the member validUntil is not there.');
  await hide('hidden-valid-until-value', late, c => { c.validUntil = {'@value': LATE, '@type': TIME}; }, 'Expired; validUntil is a value object, not a text.', {reasons: []});
  await hide('hidden-valid-until-list', late, c => { c.validUntil = [LATE]; }, 'Expired; validUntil is a list of one: the same RDF.', {reasons: []});
  await hide('hidden-valid-until-nest', late, c => { delete c.validUntil; c['@nest'] = {validUntil: LATE}; }, 'Expired; validUntil stands under @nest, which JSON-LD reads as if it stood outside.');
  await hide('hidden-valid-until-included', late, c => { delete c.validUntil; c['@included'] = [{id: c.id, type: 'VerifiableCredential', validUntil: LATE}]; }, 'Expired; validUntil stands in a second node of the same id under @included.');
  await hide('hidden-valid-until-graph', late, c => {
    const {'@context': context, proof, ...rest} = c;
    return {'@context': context, '@graph': [rest], proof};
  }, 'The whole credential under @graph: no member is where it should be.', {reasons: []});
  await hide('hidden-valid-until-alias', late, c => {
    c['@context'] = [...CONTEXT, {until: {'@id': `${CREDENTIALS}validUntil`, '@type': TIME}}];
    rename(c, 'validUntil', 'until', LATE);
  }, 'Expired; a context written into the credential gives validUntil another name.', {reasons: ['unsupported-context']});
  await hide('hidden-valid-until-scoped-alias', late, c => {
    delete c.validUntil;
    c['@included'] = [{'@context': {until: {'@id': `${CREDENTIALS}validUntil`, '@type': TIME}}, id: c.id, until: LATE}];
  }, 'The same with the context further in.', {reasons: []});
  await hide('hidden-valid-until-twice', late, c => JSON.stringify(c, null, 2).replace('"validUntil":', '"validUntil": "2099-01-01T00:00:00Z",\n  "validUntil":'),
    'Expired; the member is there twice. JavaScript takes the last, others the first: a member twice is no JSON to trust (RFC 8259, 4).', {reasons: ['malformed']});
  const revoked = {credentialStatus: entry(revokedList, 7)};
  await hide('hidden-status-iri', revoked, c => rename(c, 'credentialStatus', `${CREDENTIALS}credentialStatus`, c.credentialStatus), 'Revoked; credentialStatus is written as its full IRI, so nobody asks the list.');
  await hide('hidden-status-type-iri', revoked, c => {
    const {id: at, statusPurpose, statusListIndex, statusListCredential} = c.credentialStatus;
    c.credentialStatus = {id: at, type: `${STATUS}BitstringStatusListEntry`, [`${STATUS}statusPurpose`]: statusPurpose, [`${STATUS}statusListIndex`]: statusListIndex, [`${STATUS}statusListCredential`]: {id: statusListCredential}};
  }, 'Revoked; the entry\'s type and members are full IRIs: an unknown type of status must not be skipped.', {reasons: []});
  await hide('hidden-status-nested-list', revoked, c => { c.credentialStatus = [[c.credentialStatus]]; }, 'Revoked; a list in a list, which JSON-LD flattens.', {reasons: []});
  await hide('hidden-status-set', revoked, c => { c.credentialStatus = {'@set': [c.credentialStatus]}; }, 'Revoked; the entry stands in a set object.', {reasons: []});
  await hide('hidden-status-included', revoked, c => {
    c['@included'] = [{id: c.id, type: 'VerifiableCredential', credentialStatus: c.credentialStatus}];
    delete c.credentialStatus;
  }, 'Revoked; the entry stands in a second node of the same id under @included.');
  await hide('hidden-status-second', {credentialStatus: [entry(revokedList.replace('revocation', 'suspension'), 1, 'suspension'), entry(revokedList, 7)]}, () => {},
    'Nothing hidden: two entries, not suspended by the first, revoked by the second. All must be asked.', {reasons: ['revoked'], orElse: undefined});
  await hide('hidden-recipient-twice', {}, c => JSON.stringify(c, null, 2).replace('"identityHash":', '"identityHash": "mallory@student.example",\n        "identityHash":'),
    'The recipient\'s address is there twice, the forger\'s first.', {reasons: ['malformed'], recipient: 'mallory@student.example'});
  await hide('hidden-issuer-iri', {}, c => rename(c, 'issuer', `${CREDENTIALS}issuer`, c.issuer), 'issuer as its full IRI: who then takes a default issuer is fooled.', {reasons: []});
  malformed(all, id, method);
}

function malformed(all, id, method) {
  const BAD = {expect: 'invalid', reasons: ['malformed'], recipient: null};
  const proof = {type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: '2026-09-01T08:00:00Z', verificationMethod: method, proofPurpose: 'assertionMethod',
    proofValue: 'z5rBXds3Efc6Ks8b4gLqBqFZTnFJM9a6ZeMFTbULckDohcpW4zS4dNP33iDvi6Qej4uJ4vzHvR3wRUSw8ykMS1bR1'};
  const nodes = Array.from({length: 12}, (_, at) => ({id: `_:b${at}`, type: 'Achievement', related: Array.from({length: 12}, (__, to) => ({id: `_:b${to}`})).filter((__, to) => to !== at)}));
  const poison = {...badge('poison-graph', id), proof};
  poison.credentialSubject.achievement.related = nodes;
  all.add('bad/poison-graph.json', poison, {...BAD, reasons: ['too-complex'], orElse: ['indeterminate'], note: 'Twelve blank nodes, each related to each: canonicalisation would try every order. Must end soon, and not in valid.'});
  all.add('bad/deep-nesting.json', JSON.stringify({...badge('deep-nesting', id), evidence: '@', proof}).replace('"@"', '['.repeat(5_000) + ']'.repeat(5_000)), {...BAD, reasons: [], orElse: ['indeterminate'], note: '5,000 lists in each other.'});
  all.add('bad/no-json.json', '{"@context": ["https://www.w3.org/ns/credentials/v2"], "id": ', {...BAD, note: 'The file breaks off.'});
  all.add('bad/array-of-credentials.json', JSON.stringify([badge('array', id), {proof}]), {...BAD, note: 'A list is no credential.'});
  all.add('bad/proof-value-empty.json', {...badge('proof-value-empty', id), proof: {...proof, proofValue: ''}}, {...BAD, reasons: [], note: 'An empty signature.'});
  all.add('bad/proof-value-short.json', {...badge('proof-value-short', id), proof: {...proof, proofValue: 'z3mJr7AoUXx2Wqd'}}, {...BAD, reasons: [], note: 'A signature of few bytes.'});
  all.add('bad/proof-value-zero.json', {...badge('proof-value-zero', id), proof: {...proof, proofValue: `z${'1'.repeat(64)}`}}, {...BAD, reasons: ['bad-signature'], note: 'A signature of 64 zero bytes.'});
}

function rename(credential, from, to, value) {
  delete credential[from];
  credential[to] = value;
}
