namespace MobileDist.GooglePlay;

/// <summary>
/// Where Google's own tools look for credentials (https://cloud.google.com/docs/authentication/application-default-credentials):
/// the file that <c>GOOGLE_APPLICATION_CREDENTIALS</c> names, then that of <c>gcloud auth application-default login</c>. The
/// metadata server of Google's machines is left out: it speaks plain http to an address that anybody in the network can take.
/// </summary>
internal static class DefaultCredentials
{
    private const string Variable = "GOOGLE_APPLICATION_CREDENTIALS";
    private const string FileName = "application_default_credentials.json";

    /// <summary>The file, with the words for where it is from; null when there is none.</summary>
    /// <exception cref="DistributionException">The variable names a file that is not there.</exception>
    public static (string Path, string Source)? Find(IReadOnlyDictionary<string, string> environment)
    {
        if (Value(environment, Variable) is { } named)
        {
            return File.Exists(named) ? (named, Variable) : throw CredentialFaults.NoSuchFile(Variable, named);
        }

        return WellKnown(environment) is { } known && File.Exists(known) ? (known, known) : null;
    }

    private static string? WellKnown(IReadOnlyDictionary<string, string> environment)
    {
        if (Value(environment, "CLOUDSDK_CONFIG") is { } configured)
        {
            return Path.Combine(configured, FileName);
        }

        if (OperatingSystem.IsWindows())
        {
            return Value(environment, "APPDATA") is { } data ? Path.Combine(data, "gcloud", FileName) : null;
        }

        return Value(environment, "HOME") is { } home ? Path.Combine(home, ".config", "gcloud", FileName) : null;
    }

    private static string? Value(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;
}
