using System.Collections.Immutable;

namespace MobileDist.GooglePlay;

/// <summary>Addresses for testers.</summary>
public static class PlayLinks
{
    private const string PublicGroups = "googlegroups.com";

    /// <summary>Where a tester of a closed or open track agrees to test. It works some hours after the first release at the latest.</summary>
    public static Uri OptIn(string packageName) => new($"https://play.google.com/apps/testing/{Uri.EscapeDataString(packageName)}");

    /// <summary>The app's page in the store, which a tester sees after having agreed.</summary>
    public static Uri Store(string packageName) => new($"https://play.google.com/store/apps/details?id={Uri.EscapeDataString(packageName)}");

    /// <summary>The page of a Google Group, where one can join it or ask to; a group of an organisation's own domain has its page there.</summary>
    /// <param name="group">The group's mail address.</param>
    public static Uri Group(string group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var at = group.LastIndexOf('@');
        var (name, domain) = at < 0 ? (group, PublicGroups) : (group[..at], group[(at + 1)..]);
        return string.Equals(domain, PublicGroups, StringComparison.OrdinalIgnoreCase)
            ? new Uri($"https://groups.google.com/g/{Uri.EscapeDataString(name)}")
            : new Uri($"https://groups.google.com/a/{Uri.EscapeDataString(domain)}/g/{Uri.EscapeDataString(name)}");
    }

    /// <summary>What a tester of the track has to do, in order.</summary>
    /// <param name="packageName">The app.</param>
    /// <param name="track">The track's name.</param>
    /// <param name="groups">The mail addresses of the Google Groups that test it; with more than one, being in any of them is enough.</param>
    public static ImmutableArray<TesterStep> Steps(string packageName, string track, ImmutableArray<string> groups)
    {
        var steps = ImmutableArray.CreateBuilder<TesterStep>();
        var store = Store(packageName);
        if (string.Equals(track, PlayTracks.Production, StringComparison.Ordinal))
        {
            return [new TesterStep(TesterStepKind.Install, "Install the app from Google Play.", store)];
        }

        var either = groups.Length > 1 ? " (one of the groups is enough)" : "";
        steps.AddRange(groups.Select(group => new TesterStep(TesterStepKind.JoinGroup, $"Join the Google Group with the account that the phone uses for Google Play{either}.", Group(group))));
        steps.Add(string.Equals(track, PlayTracks.Internal, StringComparison.Ordinal)
            ? new TesterStep(TesterStepKind.OptInByConsoleLink, "Open the join link of the internal test, which only the Play Console shows (Testing > Internal testing > Testers > Copy link), and accept.", null)
            : new TesterStep(TesterStepKind.OptIn, "Open the opt-in link with the same account and become a tester.", OptIn(packageName)));
        steps.Add(new TesterStep(TesterStepKind.Install, "Install or update the app from Google Play.", store));
        return steps.ToImmutable();
    }
}
