using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.IO;

namespace Cake.Frosting;

/// <summary>
/// Cake's configuration, later over earlier: the host's settings, <c>CAKE_</c> variables, <c>cake.config</c> in the
/// working directory, the command line. Created on first use, when the working directory is known.
/// </summary>
internal sealed class HostConfiguration(IFileSystem fileSystem, ICakeEnvironment environment, ICakeArguments arguments, IEnumerable<CakeSetting> settings) : ICakeConfiguration
{
    private readonly Lazy<ICakeConfiguration> _configuration = new(() => new CakeConfigurationProvider(fileSystem, environment).CreateConfiguration(
        environment.WorkingDirectory,
        settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)),
        CommandLine(arguments)));

    public string? GetValue(string key) => _configuration.Value.GetValue(key);

    private static Dictionary<string, string> CommandLine(ICakeArguments arguments) => arguments.GetArguments()
        .Where(argument => argument.Value.Count > 0)
        .ToDictionary(argument => argument.Key, argument => argument.Value.Last(), StringComparer.OrdinalIgnoreCase);
}
