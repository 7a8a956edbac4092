// Forged, broken and unusual proofs and keys.
import {hashed} from './cases-valid.mjs';
import {badge, CONTEXT, identity, LEARNER, placeOf, profile} from './lib/parties.mjs';
import {derive, sign} from './lib/suites.mjs';
import {jsonWebKey, multikey} from './lib/keys.mjs';

const WHO = {recipient: LEARNER};

export async function proofs(all, parties) {
  await dates(all, parties);
  await tampered(all, parties);
  await keys(all, parties);
  await unusual(all, parties);
  await recipients(all, parties);
}

async function dates(all, {college}) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const options = {key, method, documents: all.documents};
  all.add('bad/expired.json', await sign(badge('expired', id, {validUntil: '2025-06-30T00:00:00Z'}), options), {...WHO, expect: 'invalid', reasons: ['expired'], note: 'validUntil is past.'});
  all.add('bad/expired-a-second-ago.json', await sign(badge('expired-a-second-ago', id, {validUntil: '2026-11-24T12:59:59+01:00'}), options), {...WHO, expect: 'invalid', reasons: ['expired'], orElse: ['valid'],
    note: 'One second before the moment of judgement, with an offset. A verifier may allow some clock skew (the library allows 300 s).'});
  all.add('bad/not-yet-valid.json', await sign(badge('not-yet-valid', id, {validFrom: '2098-01-01T00:00:00Z'}), options), {...WHO, expect: 'invalid', reasons: ['not-yet-valid'], note: 'validFrom is in the future.'});
  all.add('bad/valid-until-no-date.json', await sign(badge('valid-until-no-date', id, {validUntil: 'never'}), options), {...WHO, expect: 'invalid', reasons: ['malformed'], note: 'A validUntil that is no date must not be read as no validUntil.'});
}

async function tampered(all, {college, stranger}) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const options = {key, method, documents: all.documents};
  const BAD = {...WHO, expect: 'invalid', reasons: ['bad-signature']};
  const good = await sign(badge('tampered', id, {validUntil: '2025-06-30T00:00:00Z'}), options);
  const change = (file, alter, note, expectation = BAD, from = good) => {
    const copy = structuredClone(from);
    alter(copy);
    all.add(`bad/${file}.json`, copy, {...expectation, note});
  };
  change('tampered-claim', c => { c.validUntil = undefined; c.credentialSubject.achievement.name = 'Quantum Computing'; }, 'The achievement was renamed and validUntil removed after signing.');
  change('tampered-valid-until-removed', c => { delete c.validUntil; }, 'validUntil was removed after signing: the credential had expired.');
  change('tampered-valid-until-moved', c => { c.validUntil = '2099-01-01T00:00:00Z'; }, 'validUntil was put off after signing.');
  change('tampered-recipient', c => { c.validUntil = undefined; c.credentialSubject.identifier[0].identityHash = 'mallory@student.example'; }, 'The recipient was changed after signing.', {...BAD, recipient: 'mallory@student.example'});
  change('tampered-created', c => { c.validUntil = undefined; c.proof.created = '2020-01-01T00:00:00Z'; }, 'created of the proof is signed too.', BAD);
  const jcs = await sign(badge('tampered-jcs', id), {...options, suite: 'eddsa-jcs-2022'});
  change('tampered-jcs-member-added', c => { c.credentialSubject.grade = 'A+'; }, 'JCS covers every member: one that no context defines too.', BAD, jcs);
  change('tampered-jcs-to-rdfc', c => { c.proof.cryptosuite = 'eddsa-rdfc-2022'; }, 'The cryptosuite was renamed: its name is signed.', BAD, jcs);
  const other = await sign(badge('another', id), options);
  change('proof-swapped', c => { c.proof = other.proof; }, 'The proof is that of another good credential of the same issuer and key.', BAD, await sign(badge('proof-swapped', id), options));
  change('no-proof', c => { delete c.proof; delete c.validUntil; }, 'No proof at all.', {...WHO, expect: 'invalid', reasons: ['no-proof']});
  change('no-proof-empty-list', c => { c.proof = []; delete c.validUntil; }, 'A list of no proofs proves nothing; "all of them verify" is true of none.', {...WHO, expect: 'invalid', reasons: ['no-proof']});
  change('undefined-term', c => { c.credentialSubject.achievement.creditsAwarded = 60; }, 'A member that no context defines was added: canonicalisation drops it, so the signature would still verify. Safe mode refuses it.',
    {...WHO, expect: 'invalid', reasons: ['undefined-term']}, await sign(badge('undefined-term', id), options));
  const both = await sign(badge('two-proofs-one-bad', id), options);
  both.proof = [both.proof, {...both.proof, verificationMethod: `${stranger.web}#ed`}];
  all.add('bad/two-proofs-one-bad.json', both, {...BAD, note: 'One good proof, one bad. The library is content with one good proof; a careful verifier is not: somebody made the other up.'});
}

async function keys(all, {college, stranger}) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const own = placeOf('did-web', college, 'ed');
  const forger = placeOf('did-key', stranger, 'ed');
  const forgerWeb = placeOf('did-web', stranger, 'ed');
  const UNBOUND = {...WHO, expect: 'indeterminate', reasons: ['issuer-key-not-bound'], orElse: ['invalid']};
  const signAs = (name, issuer, signer, options = {}) => sign(badge(name, issuer), {key: signer.key, method: signer.method, documents: all.documents, ...options});
  all.add('bad/wrong-issuer-did-key.json', await signAs('wrong-issuer-did-key', placeOf('did-key', college, 'ed').id, forger), {...UNBOUND, note: 'Signed by another did:key than the issuer\'s: the signature is good, the issuer did not make it.'});
  all.add('bad/wrong-issuer-did-web.json', await signAs('wrong-issuer-did-web', id, forgerWeb), {...UNBOUND, note: 'Signed with a key that the stranger\'s DID document lists, in the college\'s name.'});
  all.add('bad/wrong-issuer-did-key-for-web.json', await signAs('wrong-issuer-did-key-for-web', id, forger), {...UNBOUND, note: 'A did:key of the forger under a did:web issuer.'});
  all.add('bad/self-carried-key.json', await signAs('self-carried-key', college.site, {key: forger.key, method: `${college.site}#${forger.key.multibase}`}),
    {...UNBOUND, note: 'The fragment of the method is the forger\'s key itself, under the college\'s own address. Its document lists no such method. Published samples are made so; anybody can make them.'});
  all.add('bad/self-carried-key-unreachable.json', await signAs('self-carried-key-unreachable', 'https://gone.example/issuer', {key: forger.key, method: `https://gone.example/issuer#${forger.key.multibase}`}),
    {...WHO, expect: 'indeterminate', reasons: ['issuer-key-unreachable'], note: 'As before, and the issuer\'s document cannot be had: nothing can be said, and later perhaps.'});
  all.add('bad/key-of-another-under-right-id.json', await signAs('key-of-another-under-right-id', id, {key: forger.key, method: own.method}), {...WHO, expect: 'invalid', reasons: ['bad-signature'], note: 'Names the college\'s method, signed with another key.'});
  all.add('bad/key-only-for-authentication.json', await sign(badge('key-only-for-authentication', id), {key: college.keys.login, method: `${id}#login`, documents: all.documents}),
    {...WHO, expect: 'indeterminate', reasons: ['key-not-for-assertions'], orElse: ['invalid'], note: 'The key is in the controller document, but only under authentication: who signs in does not issue.'});
  all.add('bad/proof-purpose.json', await sign(badge('proof-purpose', id), {key, method, purpose: 'authentication', documents: all.documents}),
    {...WHO, expect: 'invalid', reasons: ['proof-purpose'], note: 'Signed for authentication, with a key that is listed for both: a sign-in must not become a credential.'});
  all.serve('https://lodger.example/issuer', {
    '@context': ['https://www.w3.org/ns/cid/v1'], id: 'https://lodger.example/issuer',
    verificationMethod: [multikey(stranger.keys.ed, 'https://lodger.example/issuer#key', stranger.site)], assertionMethod: ['https://lodger.example/issuer#key']
  });
  all.add('bad/controller-differs.json', await signAs('controller-differs', 'https://lodger.example/issuer', {key: stranger.keys.ed, method: 'https://lodger.example/issuer#key'}),
    {...UNBOUND, note: 'The method is in the issuer\'s document, but names another as its controller.'});
  all.serve('https://mask.example/issuer', {
    '@context': ['https://www.w3.org/ns/cid/v1'], id: college.site,
    verificationMethod: [multikey(stranger.keys.ed, 'https://mask.example/issuer#key', college.site)], assertionMethod: ['https://mask.example/issuer#key']
  });
  all.add('bad/document-claims-another-id.json', await signAs('document-claims-another-id', college.site, {key: stranger.keys.ed, method: 'https://mask.example/issuer#key'}),
    {...UNBOUND, note: 'A document at the forger\'s address says that it is the college\'s. A controller document speaks for the address where it lies.'});
  all.add('bad/issuer-with-slash.json', await signAs('issuer-with-slash', `${college.site}/`, {key: college.keys.ed, method: `${college.site}#ed`}),
    {...UNBOUND, note: 'The issuer has a slash more than the controller: ids are compared byte for byte. Harmless here, and still not the same id.'});
  all.serve('https://unreadable.example/.well-known/did.json', {
    '@context': ['https://www.w3.org/ns/did/v1'], id: 'did:web:unreadable.example',
    verificationMethod: [{id: 'did:web:unreadable.example#key', type: 'Multikey', controller: 'did:web:unreadable.example', publicKeyMultibase: 'z6MkBroken'}], assertionMethod: ['did:web:unreadable.example#key']
  });
  all.add('bad/key-unreadable.json', await signAs('key-unreadable', 'did:web:unreadable.example', {key: stranger.keys.ed, method: 'did:web:unreadable.example#key'}),
    {...WHO, expect: 'indeterminate', reasons: ['key-unreadable'], orElse: ['invalid'], note: 'The key in the document is no key.'});
  all.serve('https://secp.example/issuer', {
    '@context': ['https://www.w3.org/ns/cid/v1'], id: 'https://secp.example/issuer',
    verificationMethod: [jsonWebKey({publicJwk: {...stranger.keys.p256.publicJwk, crv: 'secp256k1'}}, 'https://secp.example/issuer#key', 'https://secp.example/issuer')], assertionMethod: ['https://secp.example/issuer#key']
  });
  all.add('bad/key-of-other-curve.json', await signAs('key-of-other-curve', 'https://secp.example/issuer', {key: stranger.keys.p256, method: 'https://secp.example/issuer#key'}, {suite: 'ecdsa-rdfc-2019'}),
    {...WHO, expect: 'indeterminate', reasons: ['key-unreadable'], orElse: ['invalid'], note: 'A curve that the suite does not know, with coordinates that are not on it.'});
  all.add('bad/did-web-unreachable.json', await signAs('did-web-unreachable', 'did:web:gone.example', {key: stranger.keys.ed, method: 'did:web:gone.example#ed'}),
    {...WHO, expect: 'indeterminate', reasons: ['issuer-key-unreachable'], note: 'Nothing is served there.'});
  all.add('bad/did-web-with-path-tricks.json', await signAs('did-web-with-path-tricks', 'did:web:college.example%2F..%2Fissuer', {key: stranger.keys.ed, method: 'did:web:college.example%2F..%2Fissuer#ed'}),
    {...WHO, expect: 'indeterminate', reasons: [], orElse: ['invalid'], note: 'A slash in the host part of a did:web: no such host, and no other path may be made of it.'});
  const two = {...badge('two-issuers', id), issuer: [profile(id), profile(forgerWeb.id, 'Stranger')]};
  all.add('bad/two-issuers.json', await sign(two, {key: forgerWeb.key, method: forgerWeb.method, documents: all.documents}),
    {...WHO, expect: 'invalid', reasons: ['malformed'], note: 'Two issuers, signed by the second: who reads the first shows the college, who binds the second finds the key good. One issuer is the rule (VC 2.0, 4.7).'});
}

async function unusual(all, {college, stranger}) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const options = {key, method, documents: all.documents};
  const UNSUPPORTED = {...WHO, expect: 'indeterminate', reasons: ['unsupported-suite']};
  const sd = {...placeOf('did-web', college, 'p256'), suite: 'ecdsa-sd-2023', documents: all.documents};
  const base = await sign(badge('ecdsa-sd-2023', sd.id), sd);
  all.add('unsupported/ecdsa-sd-2023-base.json', base, {...UNSUPPORTED, note: 'A base proof: meant for the holder, and a suite not verified yet.'});
  all.add('unsupported/ecdsa-sd-2023-derived.json', await derive(base, ['/credentialSubject/achievement', '/credentialSubject/type']), {...UNSUPPORTED, note: 'A derived proof: discloses achievement, not recipient.'});
  all.add('unsupported/merkle-proof-2019.json', {...badge('merkle-proof-2019', id), proof: {
    type: 'MerkleProof2019', created: '2026-09-01T08:00:00Z', proofPurpose: 'assertionMethod', verificationMethod: `${id}#ed`,
    proofValue: 'z7veGu1qoKR3AS5Aj7L346fXdD7VrVEtD9mJp4WR4i3gRTfhvqCKfLTt5p2fDBPNpaDTVSuBXVp2PqRFvpDAy5aEPWBGCHq9KZ'
  }}, {...UNSUPPORTED, note: 'The shape of a Blockcerts v3 proof; the value is made up, and until the suite is verified that cannot be told.'});
  all.add('unsupported/suite-of-nobody.json', {...badge('suite-of-nobody', id), proof: {type: 'DataIntegrityProof', cryptosuite: 'xmss-rdfc-2031', created: '2026-09-01T08:00:00Z', proofPurpose: 'assertionMethod', verificationMethod: method, proofValue: 'z3'}},
    {...UNSUPPORTED, note: 'A cryptosuite that nobody knows.'});
  const first = await sign(badge('proof-chain', id), {...options, extra: {id: 'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544'}});
  const second = await sign({...first, proof: undefined}, {key: college.keys.p256, method: `${id}#p256`, suite: 'ecdsa-rdfc-2019', documents: all.documents, extra: {previousProof: 'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544'}});
  all.add('unsupported/proof-chain.json', {...first, proof: [first.proof, second.proof]}, {...UNSUPPORTED, orElse: ['invalid'],
    note: 'previousProof: a chain. It names a proof in the set; a verifier that does not know chains must not call it good. (The second proof here signs the credential without the first, as a library does that knows no chains.)'});
  all.add('bad/proof-expired.json', await sign(badge('proof-expired', id), {...options, extra: {expires: '2026-10-01T00:00:00Z'}}), {...WHO, expect: 'invalid', reasons: ['proof-expired'], note: 'expires of the proof is past; the library does not look at it.'});
  all.add('valid/proof-expires-2099.json', await sign(badge('proof-expires-2099', id), {...options, extra: {expires: '2099-01-01T00:00:00Z'}}), {...WHO, expect: 'valid', note: 'expires of the proof is far.'});
  const unknown = {...badge('unknown-context', id), '@context': [...CONTEXT, 'https://contexts.example/unknown/v1']};
  all.add('unsupported/unknown-context.json', await sign(unknown, {...options, suite: 'eddsa-jcs-2022'}), {...WHO, expect: 'indeterminate', reasons: ['unsupported-context'], orElse: ['invalid'],
    note: 'A context that is not among the embedded ones. JCS needs none to verify, but what the members mean is then not known.'});
  const rdfc = await sign(badge('unknown-context-rdfc', id), options);
  rdfc['@context'] = [...CONTEXT, 'https://contexts.example/unknown/v1'];
  all.add('unsupported/unknown-context-rdfc.json', rdfc, {...WHO, expect: 'indeterminate', reasons: ['unsupported-context'], orElse: ['invalid'], note: 'The same with a suite that needs it: no canonical form without the context, and nothing is fetched.'});
  const inline = {...badge('inline-context', id), '@context': [...CONTEXT, {cohort: 'https://college.example/terms#cohort'}], cohort: '2026-B'};
  all.add('unsupported/inline-context.json', await sign(inline, options), {...WHO, expect: 'indeterminate', reasons: ['unsupported-context'], orElse: ['invalid'],
    note: 'The issuer itself signed a context written into the credential. Honest here; bad/hidden-valid-until-alias.json shows what one can do.'});
}

async function recipients(all, {college}) {
  const {id, key, method} = placeOf('did-web', college, 'ed');
  const options = {key, method, documents: all.documents};
  const DIFFERS = {...WHO, expect: 'invalid', reasons: ['recipient-differs']};
  const add = async (name, subject, expectation, note) => all.add(`bad/${name}.json`, await sign(badge(name, id, {subject}), options), {...expectation, note});
  await add('recipient-other', {identifier: [identity('bob.other@student.example')]}, DIFFERS, 'Names another address.');
  await add('recipient-other-hashed', {identifier: [hashed('bob.other@student.example', 'pepper')]}, DIFFERS, 'The hash of another address.');
  await add('recipient-hash-presented', {identifier: [hashed(LEARNER, 'pepper')]}, {...DIFFERS, orElse: ['indeterminate'], recipient: hashed(LEARNER, 'pepper').identityHash}, 'The hash itself is given as the recipient\'s identity: it is no identity.');
  await add('recipient-plain-hash', {identifier: [{...hashed(LEARNER, 'pepper'), hashed: false}]}, DIFFERS, 'hashed is false: the text is compared plainly, and it is no address.');
  await add('recipient-type-differs', {identifier: [{...identity(), identityType: 'studentId'}]}, {...DIFFERS, orElse: ['indeterminate']}, 'The same text under another identity type names somebody else.');
  await add('recipient-nobody', {identifier: undefined, id: undefined}, {...DIFFERS, reasons: [], orElse: ['indeterminate']}, 'Names no recipient: anybody could show it.');
  await add('recipient-md5', {identifier: [hashed(LEARNER, 'pepper', 'md5')]}, {...WHO, expect: 'invalid', reasons: ['recipient-hash-refused'], orElse: ['indeterminate']}, 'An md5 hash: two addresses with one md5 can be made, so it names nobody for sure.');
}
