// The demo's signed files: one partner of the demo, learners of its default seed. Fixed dates; the good ones never expire, so that the demo keeps working.
import {readFileSync} from 'node:fs';
import {clr} from './cases-valid.mjs';
import {bakePng, bakeSvg} from './lib/bake.mjs';
import {claimsOf, jwt} from './lib/jwt.mjs';
import {CONTEXT, identity, party, placeOf, profile} from './lib/parties.mjs';
import {entry, statusList} from './lib/status.mjs';
import {sign} from './lib/suites.mjs';

export const PARTNER = 'comptia';
const SITE = `https://${PARTNER}.example`;
const NAME = 'CompTIA';

/** Learners as the demo makes them from seed 1: the first two can be chosen at sign-in. */
const mail = (name, number) => `${name.toLowerCase().replace(' ', '.')}.${number}@student.harrowgate.example`;

export async function demo(all, data) {
  const achievements = new Map(JSON.parse(readFileSync(`${data}/achievements.cc-by-sa.json`)).concat(JSON.parse(readFileSync(`${data}/achievements.json`)))
    .filter(achievement => achievement.partner === PARTNER).map(achievement => [achievement.id.split('/').at(-1), achievement]));
  const partner = await party('demo partner', `${PARTNER}.example`);
  const forger = await party('demo forger', 'instant-badges.example');
  for(const [address, document] of Object.entries({...partner.documents, ...forger.documents})) {
    if(address.endsWith('did.json') || address === partner.site) {
      all.serve(address, document);
    }
  }
  const web = {...placeOf('did-web', partner, 'ed'), documents: all.documents};
  const https = {...placeOf('https', partner, 'p256'), documents: all.documents};
  const lists = {};
  for(const [purpose, set] of [['revocation', [2_112]], ['suspension', [412]]]) {
    lists[purpose] = `${SITE}/status/${purpose}`;
    all.serve(lists[purpose], await sign(await statusList({id: lists[purpose], issuer: web.id, purpose, set}), web));
  }

  const badge = (number, who, achievement, score, issuer = web.id, more = {}) => credentialOf(number, who, achievements.get(achievement), score, issuer, more);
  const status = (purpose, index) => ({credentialStatus: entry(lists[purpose], index, purpose)});
  const add = async (name, content, expectation) => all.add(`badge-${name}`, await content, {recipient: null, ...expectation});
  const good = note => ({expect: 'valid', note});

  await add('signed-eddsa-rdfc.json', sign(badge(1, ['Richie Schuster', 0], 'comptia-security-plus', 792, web.id, status('revocation', 1)), web), good('eddsa-rdfc-2022, did:web, not revoked'));
  await add('signed-ecdsa-p256.json', sign(badge(2, ['Carmelo Wilderman', 1], 'net-plus', 801, https.id), {...https, suite: 'ecdsa-rdfc-2019'}), good('ecdsa-rdfc-2019, P-256, https issuer'));
  await add('signed-ecdsa-p384.json', sign(badge(3, ['Stanley Kris', 8], 'comptia-linux-plus', 760), {...web, ...placeOf('did-web', partner, 'p384'), suite: 'ecdsa-jcs-2019'}), good('ecdsa-jcs-2019, P-384'));
  await add('signed-eddsa-jcs.json', sign(badge(4, ['Donald Haley', 4], 'comptia-cloud-plus', 815), {...web, suite: 'eddsa-jcs-2022'}), good('eddsa-jcs-2022'));
  await add('signed-vc-1.1.json', sign(older(badge(5, ['Deonte Auer', 5], 'comptia-project-plus', 744)), {...web, method: `${web.id}#ed-2020`, suite: 'Ed25519Signature2020'}), good('VC 1.1, Ed25519Signature2020'));
  await add('signed-eddsa.jwt', jwt(claimsOf(badge(6, ['Tito Kerluke', 9], 'comptia-a-plus', 730)), {alg: 'EdDSA', key: web.key, kid: web.method}), good('VC-JWT, EdDSA'));
  await add('signed-rs256.jwt', jwt(claimsOf(badge(7, ['Jan Hand', 12], 'comptia-security-plus', 771, partner.site)), {alg: 'RS256', key: partner.keys.rsa, kid: `${partner.site}#rsa`}), good('VC-JWT, RS256, https issuer'));
  await add('signed-picture.png', sign(badge(8, ['Adeline Buckridge', 14], 'net-plus', 765), web).then(signed => bakePng(JSON.stringify(signed), {colour: [200, 32, 47]})), good('baked into a PNG'));
  await add('signed-picture.svg', sign(badge(9, ['Milton Bosco', 15], 'comptia-cloud-plus', 788), web).then(signed => bakeSvg(JSON.stringify(signed))), good('baked into an SVG'));
  const nested = [await sign(badge(10, ['Saul Bechtelar', 17], 'comptia-a-plus', 744), web), await sign(badge(11, ['Saul Bechtelar', 17], 'net-plus', 790, https.id), {...https, suite: 'ecdsa-rdfc-2019'})];
  const record = clr('record', web.id, nested);
  Object.assign(record, {id: `${SITE}/credentials/signed-12`, issuer: profile(web.id, NAME)});
  record.credentialSubject.identifier = [identity(mail('Saul Bechtelar', 17))];
  await add('signed-record.json', sign(record, web), {...good('CLR 2.0 with two certifications'), nested: ['valid', 'valid']});

  await add('expired.json', sign(badge(13, ['Destany Donnelly', 19], 'comptia-security-plus', 802, web.id, {validFrom: '2023-03-06T12:00:00Z', validUntil: '2026-03-06T12:00:00Z'}), web), {expect: 'invalid', reasons: ['expired'], note: 'expired in March 2026'});
  await add('revoked.json', sign(badge(14, ['Tara Cassin', 21], 'comptia-linux-plus', 799, web.id, status('revocation', 2_112)), web), {expect: 'invalid', reasons: ['revoked'], note: 'revoked'});
  await add('suspended.json', sign(badge(15, ['Lola Hodkiewicz', 22], 'comptia-cloud-plus', 760, web.id, status('suspension', 412)), web), {expect: 'invalid', reasons: ['suspended'], note: 'suspended'});
  const tampered = await sign(badge(16, ['Damien Kiehn', 24], 'comptia-security-plus', 611), web);
  tampered.credentialSubject.result[0].value = '811';
  await add('tampered.json', tampered, {expect: 'invalid', reasons: ['bad-signature'], note: 'the score was raised after signing'});
  const another = badge(17, ['Thea MacGyver', 25], 'net-plus', 822);
  another.credentialSubject.identifier = [identity('dana.fielding@elsewhere.example')];
  await add('wrong-recipient.json', sign(another, web), {expect: 'invalid', reasons: ['recipient-differs'], recipient: mail('Thea MacGyver', 25), note: 'well signed, about somebody else'});
  const stranger = placeOf('did-web', forger, 'ed');
  await add('wrong-issuer.json', sign(badge(18, ['Jamarcus Block', 29], 'comptia-security-plus', 899), {...web, key: stranger.key, method: stranger.method}), {expect: 'indeterminate', orElse: ['invalid'], reasons: ['issuer-key-not-bound'], note: 'signed by another in the partner\'s name'});
  await add('self-carried-key.json', sign(badge(19, ['Sandy Prosacco', 31], 'comptia-a-plus', 880, partner.site), {...web, key: stranger.key, method: `${partner.site}#${stranger.key.multibase}`}),
    {expect: 'indeterminate', orElse: ['invalid'], reasons: ['issuer-key-not-bound'], note: 'the key stands in the fragment of its own address; the partner\'s document does not list it'});
}

/** As the demo's unsigned badge files have it: the result is points of a maximum. */
function credentialOf(number, [name, learner], achievement, score, issuer, more) {
  const result = `${achievement.id}#result`;
  return {
    '@context': CONTEXT,
    id: `${SITE}/credentials/signed-${number}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    issuer: profile(issuer, NAME),
    validFrom: `2026-09-${String(number).padStart(2, '0')}T12:00:00Z`,
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [identity(mail(name, learner))],
      achievement: {
        id: achievement.id,
        type: ['Achievement'],
        name: achievement.name,
        description: achievement.skills.join(', '),
        criteria: {narrative: 'As the issuer publishes them.'},
        resultDescription: [{id: result, type: ['ResultDescription'], name: 'Result', resultType: 'RawScore', valueMax: String(achievement.maximum)}]
      },
      result: [{type: ['Result'], resultDescription: result, value: String(score)}]
    },
    ...more
  };
}

function older({validFrom, '@context': _, ...rest}) {
  return {'@context': ['https://www.w3.org/2018/credentials/v1', CONTEXT[1]], ...rest, issuanceDate: validFrom};
}
