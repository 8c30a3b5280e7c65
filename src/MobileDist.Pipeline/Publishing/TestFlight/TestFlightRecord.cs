using System.Collections.Immutable;
using MobileDist.AppStoreConnect;
using MobileDist.InstallLinks;
using MobileDist.Pipeline.Receipts;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>What is announced of a build in TestFlight.</summary>
internal static class TestFlightRecord
{
    public const string Host = "app-store-connect";
    public const string Title = "TestFlight";

    private const int GroupsShown = 5;

    // The app TestFlight in the App Store, and an app in it for those who are its testers.
    private const string Store = "https://apps.apple.com/app/testflight/id899247664";
    private const string App = "https://testflight.apple.com/v1/app/";

    public static RecordedChannel Of(RecordedChannel draft, AppleBuild build, BuildIdentity identity, BuildProof proof, IReadOnlyDictionary<string, int> counts, DateTimeOffset now)
    {
        var open = proof.Groups.Where(group => group.Installability is not Installability.Not && IsWeb(group.Group.PublicLink));
        var link = open.MinBy(group => group.Installability is Installability.Now ? 0 : 1)?.Group.PublicLink;
        return draft with
        {
            Link = link,
            Reach = ReachScope.Internet,
            Expires = build.Expires,
            Title = Title,
            Audience = Audience(proof, counts),
            Steps = Steps(link, identity),
            Proof = TestFlightProof.Of(proof, now),
        };
    }

    private static ImmutableArray<RecordedStep> Steps(string? link, BuildIdentity identity)
    {
        var build = $"build {identity.Version} ({identity.BuildNumber})";
        var install = new RecordedStep("Install TestFlight from the App Store on the phone.", Store);
        return link is not null
            ? [install, new RecordedStep($"Open the link, join, and install {build}.", link)]
            : [install, new RecordedStep("Accept the invitation that Apple has mailed; once is enough.", null), new RecordedStep($"Open the app in TestFlight and install {build}.", App + Uri.EscapeDataString(identity.AppId))];
    }

    private static string Audience(BuildProof proof, IReadOnlyDictionary<string, int> counts)
    {
        var now = Names<Installability.Now>(proof, counts);
        var later = Names<Installability.AfterReview>(proof, counts);
        return (now, later) switch
        {
            ("", "") => "nobody yet",
            (_, "") => now,
            ("", _) => later,
            _ => $"{now}; after review {later}",
        };
    }

    private static string Names<T>(BuildProof proof, IReadOnlyDictionary<string, int> counts)
        where T : Installability
    {
        List<string> with = [.. proof.Groups.Where(group => group.Installability is T).Select(group => Shown(group.Group, counts)), .. proof.IndividualTesters is T ? ["single testers"] : Array.Empty<string>()];
        return string.Join(", ", with.Take(GroupsShown)) + (with.Count > GroupsShown ? $" and {with.Count - GroupsShown} more" : "");
    }

    private static string Shown(BetaGroup group, IReadOnlyDictionary<string, int> counts)
    {
        var testers = counts.TryGetValue(group.Name, out var count) ? $"{count} {(count == 1 ? "tester" : "testers")}" : null;
        var open = group.PublicLink is null ? null : group.PublicLinkLimit is { } limit ? $"public link for {limit}" : "public link";
        var facts = string.Join(", ", new[] { testers, open }.OfType<string>());
        return $"group {PlainText.Clean(group.Name)}{(facts.Length == 0 ? "" : $" ({facts})")}";
    }

    private static bool IsWeb(string? link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && string.Equals(address.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);
}
