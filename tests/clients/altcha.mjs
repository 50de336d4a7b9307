// ALTCHA's own library beside the service: it solves the service's challenge and, given the key, checks it; then its solution and spoilt ones are posted.
// Arguments: the service's address, the form, another form, the key in hexadecimal. Prints as one line of JSON what the library and the service said.
import { createChallenge, extractParams, solveChallenge, verifySolution } from 'altcha-lib/v1';

const [url, form, other, key] = process.argv.slice(2);

const fetchChallenge = async (name) => (await fetch(`${url}/f/${name}/challenge`)).json();
const pack = (payload) => btoa(JSON.stringify(payload));

async function solve(challenge) {
  const { promise } = solveChallenge(challenge.challenge, challenge.salt, challenge.algorithm, challenge.maxnumber);
  const { number } = await promise;
  return { algorithm: challenge.algorithm, challenge: challenge.challenge, number, salt: challenge.salt, signature: challenge.signature };
}

// Each says something else: the same submission again would be answered with the first id, whatever its proof.
let posts = 0;
async function post(altcha) {
  const body = new URLSearchParams({ email: 'ada@example.org', question: `Hello ${++posts}` });
  if (altcha !== undefined) body.set('altcha', altcha);
  const answer = await fetch(`${url}/f/${form}`, { method: 'POST', body, headers: { accept: 'application/json' } });
  const { error } = await answer.json();
  return { status: answer.status, error };
}

const challenge = await fetchChallenge(form);
const solution = await solve(challenge);
const good = pack(solution);
const signedElsewhere = await createChallenge({ hmacKey: 'another key', maxnumber: 1000, params: { form }, expires: new Date(Date.now() + 60_000) });
const otherAlgorithm = await createChallenge({ hmacKey: key, algorithm: 'SHA-512', maxnumber: 1000, params: { form }, expires: new Date(Date.now() + 60_000) });

const library = {
  verifies: await verifySolution(good, key),
  verifiesWithAnotherKey: await verifySolution(good, 'another key'),
  params: extractParams(challenge),
};
const service = {
  none: await post(undefined),
  truncated: await post(good.slice(0, -20)),
  otherNumber: await post(pack({ ...solution, number: solution.number + 1 })),
  movedDigit: await post(pack({ ...solution, salt: `${solution.salt}${String(solution.number)[0]}`, number: Number(String(solution.number).slice(1) || 0) })),
  laterExpiry: await post(pack({ ...solution, salt: solution.salt.replace(/expires=\d+/, 'expires=9999999999') })),
  forged: await post(pack(await solve(signedElsewhere))),
  otherAlgorithm: await post(pack(await solve(otherAlgorithm))),
  otherForm: await post(pack(await solve(await fetchChallenge(other)))),
  good: await post(good),
  again: await post(good),
  againReordered: await post(pack({ took: 1, ...Object.fromEntries(Object.entries(solution).reverse()) })),
};
console.log(JSON.stringify({ challenge, library, service }));
