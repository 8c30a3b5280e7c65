// Checks the GraphQL requests and answers of the JSON file CALLS against the description SCHEMA with the package GRAPHQL.
// An answer fits its query when carrying the query out over it gives the same answer again.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { pathToFileURL } from 'node:url';

const [GRAPHQL, SCHEMA, CALLS] = process.argv.slice(2);
const { buildSchema, execute, parse, validate } = await import(pathToFileURL(path.join(GRAPHQL, 'index.mjs')));
const schema = buildSchema(readFileSync(SCHEMA, 'utf8'), { assumeValidSDL: true });
for (const { query, variables, answer } of JSON.parse(readFileSync(CALLS, 'utf8'))) {
  const document = parse(query);
  const problems = validate(schema, document);
  if (!problems.length) {
    // Of what a query asks several kinds for, ours asks for comments only.
    const result = await execute({ schema, document, rootValue: answer.data, variableValues: variables, typeResolver: () => 'IssueComment' });
    problems.push(...result.errors ?? []);
    if (!answer.errors && !isDeepStrictEqual(JSON.parse(JSON.stringify(result.data ?? null)), answer.data)) {
      problems.push({ message: `the answer ${JSON.stringify(answer.data)} is not what was asked for` });
    }
  }

  problems.forEach(problem => console.log(`${query}: ${problem.message}`));
  process.exitCode ||= problems.length ? 1 : 0;
}
