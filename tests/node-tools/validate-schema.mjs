// Checks the YAML or JSON file FILE against the JSON schema SCHEMA; the packages are in TOOLS.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { FILE, SCHEMA, TOOLS } = process.env;
const require = createRequire(`${TOOLS}/`);
const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
const Ajv = schema.$schema?.includes('draft-04') ? require('ajv-draft-04') : require('ajv');
const ajv = new (Ajv.default ?? Ajv)({ allErrors: true, strict: false, unicodeRegExp: false, logger: false });
require('ajv-formats')(ajv);
if (!ajv.validate(schema, require('yaml').parse(readFileSync(FILE, 'utf8')))) {
  ajv.errors.forEach(error => console.log(`${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`));
  process.exitCode = 1;
}
