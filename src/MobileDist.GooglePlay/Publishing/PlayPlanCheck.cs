using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace MobileDist.GooglePlay;

/// <summary>What is wrong with a plan before anything is asked or sent.</summary>
internal static partial class PlayPlanCheck
{
    private const int HighestPriority = 5;

    public static void Check(PlayPlan plan)
    {
        var faults = Faults(plan).ToList();
        if (faults.Count > 0)
        {
            throw new DistributionException(ExitCode.Settings, faults);
        }
    }

    public static void CheckPackageName(string packageName)
    {
        if (!PackageName().IsMatch(packageName))
        {
            throw new DistributionException(ExitCode.Settings, GooglePlayFaults.BadPackageName(packageName));
        }
    }

    public static void CheckDigest(string? digest)
    {
        if (digest is not null && !IsDigest(digest))
        {
            throw new DistributionException(ExitCode.Settings, GooglePlayFaults.BadDigest(digest));
        }
    }

    public static bool IsGroup(string text) => Group().IsMatch(text);

    private static bool IsDigest(string text) => text.Length == SHA256.HashSizeInBytes * 2 && text.All(char.IsAsciiHexDigit);

    private static IEnumerable<Fault> Faults(PlayPlan plan)
    {
        if (!PackageName().IsMatch(plan.PackageName))
        {
            yield return GooglePlayFaults.BadPackageName(plan.PackageName);
        }

        if (plan.Digest is { } digest && !IsDigest(digest))
        {
            yield return GooglePlayFaults.BadDigest(digest);
        }

        if (string.IsNullOrWhiteSpace(plan.Track) || plan.Track.Contains('/', StringComparison.Ordinal))
        {
            yield return GooglePlayFaults.BadTrack(plan.Track);
        }

        var isPartial = plan.Status is PlayReleaseStatus.InProgress or PlayReleaseStatus.Halted;
        if (plan.Status is PlayReleaseStatus.Unknown
            || (plan.Status is PlayReleaseStatus.InProgress && plan.UserFraction is null)
            || (plan.UserFraction is { } fraction && (!isPartial || !(fraction > 0 && fraction < 1))))
        {
            yield return GooglePlayFaults.BadFraction(plan.Status, plan.UserFraction);
        }

        if (plan.UpdatePriority is < 0 or > HighestPriority)
        {
            yield return GooglePlayFaults.BadPriority(plan.UpdatePriority.Value);
        }

        foreach (var group in plan.TesterGroups.Where(group => !IsGroup(group)))
        {
            yield return GooglePlayFaults.BadGroup(group);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PackageName();

    [GeneratedRegex(@"\A[^@\s/?#]+@[^@\s/?#]+\.[^@\s/?#]+\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Group();
}
