import { DoorFault } from './shim/door-fault.mjs';

// A service connection of Azure's "Generic" kind has a user name and a password, which is all that these need.
const connections = [
  { input: 'keystore-connection', user: 'key-alias', password: 'keystore-password' },
  { input: 'ios-certificate-connection', password: 'ios-certificate-password' },
];

/**
 * Puts what the named service connections hold in the place of inputs that were not given.
 * @param {Map<string, string>} inputs by name in kebab case; the connections are taken out
 * @param {NodeJS.ProcessEnv} environment the agent's
 */
export function fromServiceConnections(inputs, environment) {
  for (const { input, user, password } of connections) {
    const id = inputs.get(input);
    inputs.delete(input);
    if (!id) {
      continue;
    }

    const held = parametersOf(id, environment);
    if (!held.password) {
      throw new DoorFault(`The service connection of '${input}' holds no password.`, 'Name one of the kind Generic, with the password in it, and authorize it for this pipeline: Project settings > Service connections.');
    }

    setMissing(inputs, password, held.password);
    setMissing(inputs, user, held.username);
  }
}

function setMissing(inputs, name, value) {
  if (name && value && !inputs.has(name)) {
    inputs.set(name, value);
  }
}

// The agent gives the whole as JSON, and each part under a name of its own.
function parametersOf(id, environment) {
  const whole = environment[`ENDPOINT_AUTH_${id}`];
  const { username, password } = whole ? JSON.parse(whole).parameters ?? {} : {};
  return {
    username: environment[`ENDPOINT_AUTH_PARAMETER_${id}_USERNAME`] || username,
    password: environment[`ENDPOINT_AUTH_PARAMETER_${id}_PASSWORD`] || password,
  };
}
