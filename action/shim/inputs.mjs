// A command line is seen by every process of the machine, so what is secret or belongs to it goes by the environment.
const variables = new Map([
  ['keystore', 'ANDROID_KEYSTORE'],
  ['keystore-password', 'ANDROID_KEYSTORE_PASSWORD'],
  ['key-alias', 'ANDROID_KEY_ALIAS'],
  ['key-password', 'ANDROID_KEY_PASSWORD'],
  ['certificate', 'ANDROID_KEY_CERTIFICATE'],
  ['ios-certificate', 'IOS_CERTIFICATE'],
  ['ios-certificate-password', 'IOS_CERTIFICATE_PASSWORD'],
  ['ios-profiles', 'IOS_PROFILES'],
  ['app-store-connect-key', 'APP_STORE_CONNECT_KEY'],
  ['app-store-connect-key-id', 'APP_STORE_CONNECT_KEY_ID'],
  ['app-store-connect-issuer-id', 'APP_STORE_CONNECT_ISSUER_ID'],
  ['testflight-testers', 'MOBILEDIST_TESTFLIGHT_TESTERS'],
  ['google-play-credentials', 'GOOGLE_PLAY_CREDENTIALS'],
]);

/** The inputs whose value nobody may read in a log. */
export const secretInputs = ['keystore-password', 'key-password', 'ios-certificate-password'];

/** The inputs that name a key file or hold one. */
export const keyInputs = ['keystore', 'ios-certificate', 'app-store-connect-key', 'google-play-credentials'];

/**
 * What the host is given of a door's inputs.
 * @param {Map<string, string>} inputs by name in kebab case; those that were not given are absent
 * @returns {{args: string[], environment: Record<string, string>}}
 */
export function handOver(inputs) {
  const args = [];
  const environment = {};
  for (const [name, value] of inputs) {
    const variable = variables.get(name);
    if (variable) {
      environment[variable] = value;
    } else {
      args.push(`--${name}=${value}`);
    }
  }

  return { args, environment };
}

/** Where somebody has switched on the platform's debug logging, the host says all that it can, too. */
export const verbosity = isDebugging => isDebugging ? ['--verbosity=diagnostic'] : [];

// The secrets in a credentials file of Google; whoever reads it prints its other members without harm.
const secretMembers = ['private_key', 'client_secret', 'refresh_token'];

// A key in JSON has no line breaks but `\n`: who prints it as it is there, or as it is meant, prints no line of the file.
function secretsIn(text) {
  try {
    const file = JSON.parse(text.trimStart().startsWith('{') ? text : Buffer.from(text, 'base64').toString());
    return [file, file?.source_credentials].flatMap(part => secretMembers.map(name => part?.[name])).filter(value => typeof value === 'string')
      .flatMap(value => [value, JSON.stringify(value).slice(1, -1)]);
  } catch {
    return []; // no JSON, and so no such file
  }
}

/**
 * What of a secret has to be masked: each of its lines, for masking knows only lines. A brace by itself, as in a key file of Google, would take
 * every brace out of the log.
 */
export const linesOf = secret => {
  const lines = [...new Set([secret, ...secretsIn(secret)].flatMap(text => text.split(/[\r\n]+/)).map(line => line.trim()).filter(Boolean))];
  return lines.length > 1 ? lines.filter(line => !/^[{}[\],]+$/.test(line)) : lines;
};
