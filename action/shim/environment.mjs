/**
 * The host's environment: this process's, without the variables that begin so, and with ours. .NET says nothing of its
 * own, and a newer .NET than the one that we were built for will do.
 */
export function hostEnvironment(environment, hiddenPrefixes, ours) {
  const isHidden = name => hiddenPrefixes.some(prefix => name.toUpperCase().startsWith(prefix));
  return {
    ...Object.fromEntries(Object.entries(environment).filter(([name]) => !isHidden(name))),
    DOTNET_NOLOGO: '1',
    DOTNET_CLI_TELEMETRY_OPTOUT: '1',
    DOTNET_ROLL_FORWARD: 'Major',
    ...ours,
  };
}
