namespace MobileDist.AppStoreConnect;

/// <summary>A group of testers.</summary>
/// <param name="Id">At Apple.</param>
/// <param name="Name">As people see it.</param>
/// <param name="IsInternal">Of users of App Store Connect, who need no review.</param>
/// <param name="HasAllBuilds">Whether it gets every build by itself; then none can be given to it.</param>
public sealed record BetaGroup(string Id, string Name, bool IsInternal, bool HasAllBuilds)
{
    /// <summary>Where anybody can join, when that is switched on.</summary>
    public string? PublicLink { get; init; }

    /// <summary>How many can join there; null for as many as Apple allows.</summary>
    public int? PublicLinkLimit { get; init; }

    /// <summary>Whether people would say that it has this name: Apple keeps blanks at the ends that nobody sees.</summary>
    public bool IsNamed(string name) => string.Equals(Name.Trim(), name.Trim(), StringComparison.Ordinal);

    internal static BetaGroup Of(AppleResource group) => new(group.Id, group.Text("name") ?? "", group.Flag("isInternalGroup") is true, group.Flag("hasAccessToAllBuilds") is true)
    {
        PublicLink = group.Flag("publicLinkEnabled") is true ? group.Text("publicLink") : null,
        PublicLinkLimit = group.Flag("publicLinkLimitEnabled") is true && group.Number("publicLinkLimit") is { } limit and > 0 and <= int.MaxValue ? (int)limit : null,
    };
}
