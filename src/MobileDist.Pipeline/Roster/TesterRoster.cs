using System.Collections.Immutable;
using MobileDist.Signing.Apple.Identity;

namespace MobileDist.Pipeline.Roster;

/// <summary>The people that apps go to.</summary>
internal sealed record TesterRoster(ImmutableArray<Tester> Testers)
{
    /// <summary>All groups, each once, in the order of their first mention.</summary>
    public ImmutableArray<string> Groups => [.. Testers.SelectMany(tester => tester.Groups).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The people of some groups; of all when none is named. Case does not count.</summary>
    public TesterRoster InGroups(IReadOnlyCollection<string> groups) => groups.Count == 0
        ? this
        : new TesterRoster([.. Testers.Where(tester => tester.Groups.Intersect(groups, StringComparer.OrdinalIgnoreCase).Any())]);

    /// <summary>Every Apple device, its owner as shown to others.</summary>
    public ImmutableArray<TesterDevice> AppleDevices() =>
        [.. Testers.SelectMany(tester => tester.Devices.Select(device => new TesterDevice(tester.ShownName, device.Udid, device.Model)))];
}
