using System.Text.RegularExpressions;

namespace MobileDist.Build;

/// <summary>Finds out of a failed build's words whether it only lacked packages for a platform.</summary>
internal static partial class MissingPacks
{
    /// <returns>The name of the first missing pack; null when the build failed for another reason.</returns>
    public static string? In(IEnumerable<string> lines)
    {
        var errors = lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).ToList();
        var packs = errors.Select(line => Pack().Match(line)).ToList();
        return packs.Count > 0 && packs.TrueForAll(match => match.Success) ? packs.Select(match => match.Groups["name"].Value).FirstOrDefault(name => name.Length > 0) ?? "runtime pack for it" : null;
    }

    [GeneratedRegex(@"error (NU110[123]|NETSDK1094|NETSDK1112):(.*?(?<name>Microsoft\.(NETCore|AspNetCore)\.App\.(Crossgen2|Runtime)[\w.-]*\w))?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pack();
}
