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

    /// <summary>Every Apple device, its owner as shown to others; people whose shown names are the same are told apart by a number.</summary>
    public ImmutableArray<TesterDevice> AppleDevices()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var devices = ImmutableArray.CreateBuilder<TesterDevice>();
        foreach (var tester in Testers.Where(tester => !tester.Devices.IsEmpty))
        {
            var number = names[tester.ShownName] = names.GetValueOrDefault(tester.ShownName) + 1;
            var owner = number == 1 ? tester.ShownName : $"{tester.ShownName} ({number})";
            devices.AddRange(tester.Devices.Select(device => new TesterDevice(owner, device.Udid, device.Model)));
        }

        return devices.ToImmutable();
    }
}
