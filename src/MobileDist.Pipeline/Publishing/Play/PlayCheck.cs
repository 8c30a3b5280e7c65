using MobileDist.GooglePlay;
using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.Play;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.Play;

/// <summary>Everything about Google Play that can be known before a package is built; all of it in one go.</summary>
internal sealed class PlayCheck(ReleaseSettings release, PlaySettings settings)
{
    /// <exception cref="DistributionException">With all that is wrong.</exception>
    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var errors = new List<DistributionException>();
        var atHand = PackageAtHand.Read(release);
        await CollectAsync(errors, () =>
        {
            CheckPackage(atHand);
            return Task.CompletedTask;
        });
        await CollectAsync(errors, () =>
        {
            CheckFiles(context);
            return Task.CompletedTask;
        });
        await CollectAsync(errors, () =>
        {
            var faults = PlayPeople.Read(settings, context.Settings.RosterFile).Faults();
            return faults.IsEmpty ? Task.CompletedTask : throw new DistributionException(ExitCode.Settings, faults);
        });
        await CollectAsync(errors, () => AskGoogleAsync(settings.PackageName ?? atHand?.Identifier, context, cancellationToken));
        if (errors.Count > 0)
        {
            var exitCode = errors.Any(error => error.ExitCode == ExitCode.Settings) ? ExitCode.Settings : errors[0].ExitCode;
            throw new DistributionException(exitCode, errors.SelectMany(error => error.Faults).Distinct(FaultByText.Instance), errors[0].InnerException);
        }
    }

    /// <summary>Whether an earlier run left work that this one goes on with.</summary>
    private bool GoesOn(StageContext context) =>
        !context.Settings.Fresh
        && context.Receipts.Load(release).Publish?.Channels.FirstOrDefault(channel => channel.Channel is ChannelSettings.Play.ChannelName) is { } earlier
        && PlayResume.Of(earlier).Publication is { EditId: not null };

    private void CheckPackage(PackageInfo? atHand)
    {
        if (release.Signing is SigningSettings.ThrowAway)
        {
            throw new DistributionException(ExitCode.Settings, PlayFaults.ThrowAway(release.Key));
        }

        if (release.Build is null && atHand is { Debuggable: true })
        {
            throw new DistributionException(ExitCode.Unfit, PlayFaults.Debuggable(atHand.Identifier));
        }

        if (atHand is not null && settings.PackageName is { } name && !string.Equals(name, atHand.Identifier, StringComparison.Ordinal))
        {
            throw new DistributionException(ExitCode.Settings, PlayFaults.OtherPackage(atHand.Identifier, name));
        }
    }

    // What a build makes is not there yet.
    private void CheckFiles(StageContext context)
    {
        PlayNotes.Read(settings.Notes, null, context);
        var missing = from file in new[] { ("mapping", settings.Mapping), ("native-symbols", settings.NativeSymbols) }
                      where release.Build is null && file.Item2 is not null && !File.Exists(file.Item2)
                      select PlayFaults.FileNotFound(file.Item1, file.Item2!);
        if (missing.ToList() is { Count: > 0 } faults)
        {
            throw new DistributionException(ExitCode.Settings, faults);
        }
    }

    private async Task AskGoogleAsync(string? packageName, StageContext context, CancellationToken cancellationToken)
    {
        using var session = PlaySession.Open(settings.Access, context);
        if (packageName is null || GoesOn(context))
        {
            // Which app it is shows only once it is built; and a new edit would end the one that is to go on.
            await session.SignInAsync(cancellationToken);
        }
        else
        {
            RequireTrack(await PreflightAsync(session, packageName, cancellationToken));
        }

        if (!settings.Sync.IsEmpty)
        {
            await session.WithGroupsAsync(async groups =>
            {
                foreach (var group in settings.Sync.Keys)
                {
                    await groups.FindAsync(group, cancellationToken);
                }
            });
        }
    }

    /// <exception cref="DistributionException"><see cref="ExitCode.Refused"/>: the account cannot publish, and why.</exception>
    public static async Task<PlayPreflightOutcome.Ready> PreflightAsync(PlaySession session, string packageName, CancellationToken cancellationToken) =>
        await new PlayPreflight(session.Api).CheckAsync(packageName, cancellationToken) switch
        {
            PlayPreflightOutcome.Ready ready => ready,
            PlayPreflightOutcome.NotReady refused => throw new DistributionException(ExitCode.Refused, refused.Fault),
            _ => throw new InvalidOperationException("An account can publish or it cannot."),
        };

    private void RequireTrack(PlayPreflightOutcome.Ready ready)
    {
        if (!ready.Has(settings.Track) && !settings.CreateTrack)
        {
            throw new DistributionException(ExitCode.Settings, PlayFaults.NoTrack(settings.Track, ready.Tracks, NearestName.To(settings.Track, ready.Tracks)));
        }
    }

    private static async Task CollectAsync(List<DistributionException> errors, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (DistributionException error)
        {
            errors.Add(error);
        }
    }
}
