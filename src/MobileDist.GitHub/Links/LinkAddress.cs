using MobileDist.PullRequests;

namespace MobileDist.GitHub;

/// <summary>The link of a release where a button of GitHub may lead.</summary>
internal static class LinkAddress
{
    /// <summary>Null for a file on the machine that made it.</summary>
    public static string? Of(CommentRelease release) => release.Ways.Select(way => way.Link).OfType<CommentLink>().FirstOrDefault(IsOnTheWeb)?.Address;

    private static bool IsOnTheWeb(CommentLink link) =>
        link.Reach != LinkReach.ThisComputer && Uri.TryCreate(link.Address, UriKind.Absolute, out var address) && address.Scheme is ("https" or "http");
}
