using System.Collections.Immutable;
using MobileDist.AppStoreConnect;

namespace MobileDist.Pipeline.Settings.TestFlight;

/// <summary>What is wanted of TestFlight for one app. A class and no record: it holds secrets.</summary>
internal sealed class TestFlightSettings
{
    public required AppStoreConnectAccess Access { get; init; }

    /// <summary>Apple's number of the app; null: it is looked up by the bundle id.</summary>
    public string? AppId { get; init; }

    /// <summary>Names of TestFlight groups, each once.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    public GroupCreation CreateGroups { get; init; }

    /// <summary>Who gets the build without a group: addresses, and names of the roster's groups.</summary>
    public ImmutableArray<string> Testers { get; init; } = [];

    public RosterSync Sync { get; init; } = RosterSync.None;

    /// <summary>Whether members of a synced group who are not in the roster leave it.</summary>
    public bool RemoveTesters { get; init; }

    /// <summary>Whether those who have not accepted get another mail in each run.</summary>
    public bool InviteAgain { get; init; }

    /// <summary>Of the external groups; null: as it is.</summary>
    public bool? PublicLink { get; init; }

    public int? PublicLinkLimit { get; init; }

    public ImmutableArray<WhatToTestSource> WhatToTest { get; init; } = [];

    /// <summary>The user's answer on export compliance; null: none is given.</summary>
    public bool? UsesNonExemptEncryption { get; init; }

    /// <summary>Whether builds for external testers are sent to Beta App Review.</summary>
    public bool SubmitForReview { get; init; } = true;

    /// <summary>What the reviewers are told; null: what App Store Connect has.</summary>
    public ReviewContact? Contact { get; init; }

    /// <summary>Whether older builds of the same pull request are taken away from testers.</summary>
    public bool ExpireOlder { get; init; }

    /// <summary>Whether Apple mails the testers of a new build; null: as App Store Connect does.</summary>
    public bool? Notify { get; init; }

    public BuildWaitLimits Wait { get; init; } = new();
}
