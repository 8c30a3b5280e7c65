using MobileDist.AppStoreConnect;
using MobileDist.Packages;
using MobileDist.Pipeline.Settings;
using MobileDist.Pipeline.Settings.TestFlight;
using MobileDist.Pipeline.Stages;

namespace MobileDist.Pipeline.Publishing.TestFlight;

/// <summary>Everything about TestFlight that can be known before a package is built; all of it in one go.</summary>
internal sealed class TestFlightCheck(ReleaseSettings release, TestFlightSettings settings)
{
    /// <exception cref="DistributionException">With all that is wrong.</exception>
    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var errors = new List<DistributionException>();
        if (release.Signing is SigningSettings.ThrowAway)
        {
            errors.Add(new DistributionException(ExitCode.Settings, TestFlightFaults.ThrowAway(release.Key)));
        }

        var atHand = PackageAtHand.Read(release);
        if (release.Build is null && atHand is not null && IsComplianceOpen(atHand, settings))
        {
            errors.Add(new DistributionException(ExitCode.Settings, TestFlightFaults.ComplianceNotStated()));
        }

        Collect(errors, () =>
        {
            if (RosterPeople.Read(settings, context.Settings.RosterFile).Faults() is { IsEmpty: false } faults)
            {
                throw new DistributionException(ExitCode.Settings, faults);
            }
        });
        Collect(errors, () => TextStep.Check(settings.WhatToTest));
        await CollectAsync(errors, () => AskAppleAsync(atHand, context, cancellationToken));
        if (errors.Count > 0)
        {
            var exitCode = errors.Any(error => error.ExitCode == ExitCode.Settings) ? ExitCode.Settings : errors[0].ExitCode;
            throw new DistributionException(exitCode, errors.SelectMany(error => error.Faults).Distinct(FaultByText.Instance), errors[0].InnerException);
        }
    }

    /// <summary>Whether Apple would wait for an answer about encryption that nobody gives.</summary>
    public static bool IsComplianceOpen(PackageInfo package, TestFlightSettings settings) =>
        settings.UsesNonExemptEncryption is null && package.Ios is { UsesNonExemptEncryption: null, ExportComplianceCode: null };

    private async Task AskAppleAsync(PackageInfo? atHand, StageContext context, CancellationToken cancellationToken)
    {
        using var session = AppleSession.Open(settings.Access, context);
        var apps = new AppleApps(session.Api);
        AppleApp app;
        if (settings.AppId is { } id)
        {
            app = await apps.GetAsync(id, cancellationToken);
        }
        else if ((release.Ios?.Identifier ?? atHand?.Identifier) is { } identifier)
        {
            app = await apps.FindAsync(identifier, cancellationToken);
        }
        else
        {
            // Which app it is shows only once the package is built; that the key is good shows now.
            await apps.TryKeyAsync(cancellationToken);
            return;
        }

        var choice = await GroupChoice.ReadAsync(new BetaGroups(session.Api), app.Id, settings, cancellationToken);
        if (settings.SubmitForReview && choice.HasExternal
            && await new BetaReview(session.Api).MissingAsync(app.Id, app.PrimaryLocale, settings.Contact, cancellationToken) is { Count: > 0 } missing)
        {
            throw new DistributionException(ExitCode.Settings, BetaReview.Incomplete(missing));
        }
    }

    private static void Collect(List<DistributionException> errors, Action check)
    {
        try
        {
            check();
        }
        catch (DistributionException error)
        {
            errors.Add(error);
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
