using System.Collections.Immutable;
using MobileDist.AppStoreConnect;
using MobileDist.Pipeline.Settings.TestFlight;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Which groups get the build.</summary>
/// <param name="Wanted">Those that the settings name.</param>
/// <param name="Automatic">Those that get every build by themselves and are not named.</param>
/// <param name="HasExternal">Whether one of the wanted is, or will be, external: those need a review.</param>
internal sealed record GroupChoice(ImmutableArray<WantedGroup> Wanted, ImmutableArray<BetaGroup> Automatic, bool HasExternal)
{
    /// <summary>Looks the groups up and changes nothing.</summary>
    /// <exception cref="DistributionException"><see cref="ExitCode.Settings"/>: a name is unknown, nobody would get the build, or a public link cannot be.</exception>
    public static async Task<GroupChoice> ReadAsync(BetaGroups groups, string appId, TestFlightSettings settings, CancellationToken cancellationToken)
    {
        var plain = settings.Groups.Select(name => new WantedGroup(name) { CreateWhenMissing = settings.CreateGroups != GroupCreation.None, IsInternal = settings.CreateGroups == GroupCreation.Internal }).ToList();
        var existing = await groups.LookUpAsync(appId, plain, cancellationToken);
        var wanted = ImmutableArray.CreateBuilder<WantedGroup>(plain.Count);
        foreach (var group in plain)
        {
            var isInternal = existing.FirstOrDefault(other => other.IsNamed(group.Name))?.IsInternal ?? group.IsInternal;
            wanted.Add(isInternal ? group with { IsInternal = true } : group with { IsInternal = false, HasPublicLink = settings.PublicLink, PublicLinkLimit = settings.PublicLinkLimit });
        }

        var hasExternal = wanted.Any(group => !group.IsInternal);
        ImmutableArray<BetaGroup> automatic = [.. existing.Where(group => group.HasAllBuilds && !wanted.Any(other => group.IsNamed(other.Name)))];
        if (settings.PublicLink is true && !hasExternal)
        {
            throw new DistributionException(ExitCode.Settings, TestFlightFaults.NoExternalGroup());
        }

        return wanted.Count == 0 && settings.Testers.IsEmpty && automatic.IsEmpty
            ? throw new DistributionException(ExitCode.Settings, TestFlightFaults.NobodyToGiveTo([.. existing.Select(group => group.Name)]))
            : new GroupChoice(wanted.ToImmutable(), automatic, hasExternal);
    }
}
