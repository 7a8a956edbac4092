// Makes tests/data/signed: signed credentials of every kind, good and bad, and the demo's. See README.md.
import {writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {hidden} from './cases-hidden.mjs';
import {jwts} from './cases-jwt.mjs';
import {openBadges2} from './cases-ob2.mjs';
import {proofs} from './cases-proofs.mjs';
import {REVOCATION, status} from './cases-status.mjs';
import {valid} from './cases-valid.mjs';
import {demo} from './demo.mjs';
import {Collection, NOW} from './lib/collection.mjs';
import {keyOf} from './lib/keys.mjs';
import {party} from './lib/parties.mjs';
import {OPEN_BADGES_2, verifyFile} from './lib/verifying.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const parties = {college: await party('college', 'college.example'), stranger: await party('stranger', 'stranger.example'), learner: await keyOf('Ed25519', 'learner')};
const all = new Collection();
for(const one of [parties.college, parties.stranger]) {
  for(const [address, document] of Object.entries(one.documents)) {
    all.serve(address, document);
  }
}
await valid(all, parties);
await proofs(all, parties);
await status(all, parties);
await hidden(all, parties, {revokedList: REVOCATION});
await jwts(all, parties);
await openBadges2(all);
const items = await judged(all, all.write(`${root}tests/data/signed`));
const note = 'Made by tests/signing/make.mjs. reasons: codes that must be among those given. orElse: another answer that is also right. libraries: what verify.mjs says.';
writeFileSync(`${root}tests/data/signed/manifest.json`, JSON.stringify({now: NOW, note, items}, null, 1) + '\n');

const shown = new Collection();
const data = `${root}src/CreditBridge.Jobs/Demo/Data`;
await demo(shown, data);
writeFileSync(`${root}tests/data/signed/demo.json`, JSON.stringify({now: NOW, note: 'What the demo\'s signed files must yield.', items: await judged(shown, shown.write(`${data}/Signed`, {indexInside: true}))}, null, 1) + '\n');

/** Asks the libraries too, and says where they think otherwise. */
async function judged(collection, folder) {
  const judgements = [];
  const counts = {};
  for(const {file, entry} of collection.files) {
    const {ok, error} = await verifyFile(`${folder}/${file}`, {documents: collection.documents, now: NOW});
    judgements.push({...entry, libraries: ok ? 'ok' : error === OPEN_BADGES_2 ? 'not read' : 'refused'});
    counts[entry.expect] = (counts[entry.expect] ?? 0) + 1;
    if(error !== OPEN_BADGES_2 && ok !== (entry.expect === 'valid')) {
      console.log(`${file}: expected ${entry.expect}, the libraries say ${ok ? 'ok' : error}`);
    }
  }
  console.log(JSON.stringify(counts));
  return judgements;
}
