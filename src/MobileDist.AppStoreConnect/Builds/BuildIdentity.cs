namespace MobileDist.AppStoreConnect;

/// <summary>What tells a build from all others at Apple.</summary>
/// <param name="AppId">The app's number.</param>
/// <param name="Version">CFBundleShortVersionString.</param>
/// <param name="BuildNumber">CFBundleVersion.</param>
/// <param name="Platform">What it runs on.</param>
public sealed record BuildIdentity(string AppId, string Version, string BuildNumber, ApplePlatform Platform)
{
    /// <summary>
    /// The spellings of the version under which Apple may list it: <c>1.2</c> and <c>1.2.0</c> are one train, found only
    /// as it was first uploaded, and leading zeros are dropped.
    /// </summary>
    internal IReadOnlyList<string> Spellings
    {
        get
        {
            var parts = Version.Split('.').Select(part => part.TrimStart('0') is { Length: > 0 } digits ? digits : "0").ToList();
            var spellings = new List<string> { Version, string.Join('.', parts) };
            if (parts.Count == 2)
            {
                spellings.Add(string.Join('.', parts) + ".0");
            }
            else if (parts is [_, _, "0"])
            {
                spellings.Add($"{parts[0]}.{parts[1]}");
            }

            return [.. spellings.Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>Whether Apple would take both as the same version.</summary>
    internal bool IsSameVersion(string? other) => other is not null && (Spellings.Contains(other, StringComparer.Ordinal) || (this with { Version = other }).Spellings.Intersect(Spellings, StringComparer.Ordinal).Any());
}
