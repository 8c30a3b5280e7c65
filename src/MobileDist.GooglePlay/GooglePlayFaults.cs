using System.Globalization;
using System.Text.RegularExpressions;

namespace MobileDist.GooglePlay;

/// <summary>Every sentence of this room's client that a user can get to read as an error.</summary>
internal static partial class GooglePlayFaults
{
    // What was to be done, as the beginning of a sentence.
    public const string OpenEdit = "An edit of the app could not be begun in Google Play";
    public const string ReadEdit = "The state of the edit could not be read";
    public const string ReadTracks = "The app's tracks could not be read";
    public const string ReadPackages = "The app's packages could not be read";
    public const string ReadDetails = "The app's default language could not be read";
    public const string ReadReleases = "The state of the track's releases could not be read";
    public const string ReadGenerated = "The APKs that Play made of the bundle could not be listed";
    public const string DownloadGenerated = "The APK that Play made of the bundle could not be downloaded";
    public const string ValidateEdit = "Google Play would not take the release";
    public const string CommitEdit = "The release could not be committed in Google Play";

    private const string RunAgain = "Run again: it goes on where this run stopped.";

    public static string CreateTrack(string track) => $"The closed track '{PlainText.Clean(track)}' could not be created";

    public static string WriteTrack(string track) => $"The release could not be put on the track '{PlainText.Clean(track)}'";

    public static string HaltRelease(string track) => $"The release on the track '{PlainText.Clean(track)}' could not be halted";

    public static string ReadGroups(string track) => $"The tester groups of the track '{PlainText.Clean(track)}' could not be read";

    public static string WriteGroups(string track) => $"The tester groups of the track '{PlainText.Clean(track)}' could not be written";

    public static string Upload(string path) => $"The file '{Path.GetFileName(path)}' could not be uploaded to Google Play";

    public static string Share(string path) => $"The file '{Path.GetFileName(path)}' could not be uploaded to internal app sharing";

    public static DistributionException BadAddress(string value) => new(ExitCode.Settings, new Fault(
        $"The address '{GoogleAddress.Shown(value)}' cannot be that of Google Play's API.",
        $"Give '{GooglePlayOptions.StandardAddress}'; http is for loopback only."));

    public static DistributionException LeadsAway(Uri address) => new(ExitCode.Refused, new Fault(
        $"Google Play's answer goes on at '{address.GetLeftPart(UriPartial.Authority)}', which is not its own address.",
        "Check the configured address, and what stands between here and Google."));

    public static DistributionException BadAnswer(string task) => new(ExitCode.Unreachable, new Fault($"{task}: Google's answer does not name what was made.", RunAgain));

    public static DistributionException CannotRead(string path, Exception inner) => new(
        ExitCode.Unfit, new Fault($"The file '{path}' cannot be uploaded: {inner.Message}", "Check the path; a package comes from the signing stage."), inner);

    public static DistributionException CannotWrite(string path, Exception inner) => new(
        ExitCode.Settings, new Fault($"The file '{path}' cannot be written: {inner.Message}", "Give a folder that this account may write to."), inner);

    public static DistributionException BadSize(string path, long size, long limit) => new(ExitCode.Unfit, size == 0
        ? new Fault($"The file '{path}' is empty.", "Build and sign it again.")
        : new Fault($"The file '{path}' has {ByteCount.Text(size)}, and Google takes {ByteCount.Text(limit)} at most.", "Make it smaller; an App Bundle may be larger than an APK."));

    public static DistributionException ArrivedDamaged(string path, string ours, string theirs) => new(ExitCode.Unreachable, new Fault(
        $"The file '{path}' arrived at Google with other bytes.", "Run again. If it stays so, check what stands between here and Google.")
        .With("SHA-256 here", ours)
        .With("SHA-256 at Google", PlainText.Clean(theirs)));

    public static Fault BadPackageName(string value) => new(
        $"'{PlainText.Clean(value)}' is no package name of an Android app.", "It is the application id, with letters, digits and underscores between points, such as 'com.acme.shop'.");

    public static Fault BadDigest(string value) => new(
        $"'{PlainText.Clean(value)}' is no SHA-256 of a package.", "It is 64 hexadecimal digits; without one the package is read to find it.");

    public static Fault BadTrack(string value) => new(
        $"'{PlainText.Clean(value)}' cannot be the name of a track.", "Valid are 'internal', 'alpha', 'beta', 'production', or the name of a closed track as the Play Console shows it.");

    public static Fault BadFraction(PlayReleaseStatus status, double? fraction) => new(
        $"A share of '{fraction?.ToString(CultureInfo.InvariantCulture) ?? "none"}' does not fit a release with the status '{status}'.",
        "A release in progress needs a share above 0 and below 1, a halted one may have it, and the others have none.");

    public static Fault BadPriority(int value) => new($"'{value}' is no priority of an update.", "Valid are 0 to 5.");

    /// <summary>A person's address may stand where a group's belongs.</summary>
    public static Fault BadGroup(string value) => new(
        $"'{(value.Contains('@', StringComparison.Ordinal) ? TesterAddress.Mask(value) : PlainText.Clean(value))}' is no mail address of a Google Group.",
        "Give addresses such as 'qa@googlegroups.com'. Single testers cannot be added through Google's API: put them into a group, or into a list in the Play Console.");

    public static PlayFailure KnownVersionCode(int versionCode) =>
        new(PlayFailureKind.VersionCodeUsed, null, $"Google Play has another package with the version code {versionCode}.");

    public static DistributionException Refused(string task, PlayFailure failure) => new(
        failure.Kind is PlayFailureKind.Unreachable or PlayFailureKind.RateLimited or PlayFailureKind.Concurrent or PlayFailureKind.EditLost or PlayFailureKind.UploadsNotReady
            ? ExitCode.Unreachable
            : ExitCode.Refused,
        Of(task, failure));

    /// <summary>A failure in our words, with Google's behind them.</summary>
    public static Fault Of(string task, PlayFailure failure)
    {
        var fault = new Fault($"{task}: {Because(failure.Kind)}.", RemedyFor(failure.Kind)).With("Google says", failure.Message);
        fault = failure.Reason is { } reason ? fault.With("reason", reason) : fault;
        return WrongKey().Match(failure.Message) is { Success: true } keys
            ? fault.With("signed with (SHA-1)", keys.Groups["found"].Value).With("upload key (SHA-1)", keys.Groups["expected"].Value)
            : fault;
    }

    public static Fault? ObstacleOf(PlayReleaseState state, string word) => state switch
    {
        PlayReleaseState.Published => null,
        PlayReleaseState.Draft => new Fault("The release is a draft, and no tester gets it.", "Finish the app's setup in the Play Console (Dashboard) and roll the release out there; later runs do it by themselves."),
        PlayReleaseState.NotSentForReview => new Fault("The release waits to be sent for review.", "Send it in the Play Console (Publishing overview > Send for review)."),
        PlayReleaseState.InReview => new Fault("Google reviews the release.", "Wait: it takes hours, and days for an app's first. Testers get it afterwards without a further step."),
        PlayReleaseState.ApprovedNotPublished => new Fault("The release is approved and waits to be published.", "Publish it in the Play Console (Publishing overview), or switch managed publishing off."),
        PlayReleaseState.Rejected => new Fault("Google has rejected the release.", "The Play Console says why (Policy status); build again with what it asks for."),
        _ => new Fault($"Google gives the release the state '{word}', which this version does not know.", "Look at it in the Play Console."),
    };

    public static string RemedyFor(PlayFailureKind kind) => kind switch
    {
        PlayFailureKind.BadCredentials => "Check that the service account and its key still exist and that this machine's clock is right; if all is right, Google has a disturbance: run again later.",
        PlayFailureKind.NoPermission => "Invite the service account by its mail address in the Play Console (Users and permissions) with 'View app information', 'Release to testing tracks' and 'Manage testing tracks' for this app. New rights take up to 48 hours.",
        PlayFailureKind.WrongScope => "The credentials must ask for the scope 'https://www.googleapis.com/auth/androidpublisher'.",
        PlayFailureKind.ApiDisabled => "Enable the 'Google Play Android Developer API' in the service account's Google Cloud project, then wait some minutes.",
        PlayFailureKind.PackageNotFound => "Check the package name. If it is right, create the app in the Play Console and upload its first package there by hand: Google's API only changes apps that have one.",
        PlayFailureKind.DraftAppOnly => "Finish the app's setup in the Play Console (Dashboard); until then releases can only be drafts.",
        PlayFailureKind.ReviewIsManual => "Let the changes wait for somebody to send them for review in the Play Console (Publishing overview).",
        PlayFailureKind.ReviewIsAutomatic => "Let the changes be sent for review by themselves.",
        PlayFailureKind.VersionCodeUsed => "Build with a higher version code; the next free one can be asked for.",
        PlayFailureKind.VersionCodeTooLow => "Build with a version code above those that the track serves.",
        PlayFailureKind.NotSigned => "Sign the package: an App Bundle needs a JAR signature (v1).",
        PlayFailureKind.WrongKey => "Sign with the upload key that the Play Console shows (Setup > App signing), or have the upload key reset there.",
        PlayFailureKind.BadPackage => "The package is broken for Google: check it with 'aapt2 dump badging', and build it again.",
        PlayFailureKind.EditLost or PlayFailureKind.EditCommitted or PlayFailureKind.Concurrent =>
            "Another job with the same service account, or somebody in the Play Console, changes the app again and again. Run one job at a time (a concurrency group in GitHub Actions, an exclusive lock in Azure Pipelines), then run again.",
        PlayFailureKind.UploadsNotReady => "Google still digests the upload. " + RunAgain,
        PlayFailureKind.PreconditionFailed => "Google does not say what is missing: look into the Play Console for open tasks of the app (Dashboard, Policy status, App content), and for a first release finish the track's setup there.",
        PlayFailureKind.TermsNotAccepted => "Somebody with access to the Play Console has to accept the terms of internal app sharing once, at https://play.google.com/console/internal-app-sharing.",
        PlayFailureKind.NotesTooLong => "Play takes 500 characters a language.",
        PlayFailureKind.TrackMissing => "Write the track's name exactly as the Play Console shows it, or let it be created.",
        PlayFailureKind.InReview => "Wait for the review to end and run again, or allow that the review is cancelled: then all changes are sent together and reviewed anew.",
        PlayFailureKind.RateLimited => "Run again later; fewer jobs at once stay below Google's limit of requests a minute.",
        PlayFailureKind.Unreachable => RunAgain,
        PlayFailureKind.Missing => "It may have been removed meanwhile. Check it in the Play Console, then run again.",
        _ => "Google's answer says why.",
    };

    private static string Because(PlayFailureKind kind) => kind switch
    {
        PlayFailureKind.BadCredentials => "Google does not accept the credentials",
        PlayFailureKind.NoPermission => "the account has no permission for it, was not invited, or Google does not know yet that it was",
        PlayFailureKind.WrongScope => "the access token is not for Google Play",
        PlayFailureKind.ApiDisabled => "the Google Play Android Developer API is not enabled",
        PlayFailureKind.PackageNotFound => "Google Play has no such app, or none that a package was uploaded for by hand",
        PlayFailureKind.DraftAppOnly => "the app is a draft itself, and only drafts can be released",
        PlayFailureKind.ReviewIsManual => "the changes cannot be sent for review automatically",
        PlayFailureKind.ReviewIsAutomatic => "the changes are sent for review automatically and cannot wait",
        PlayFailureKind.VersionCodeUsed => "the version code was used before",
        PlayFailureKind.VersionCodeTooLow => "the version code is too low for those who have the app",
        PlayFailureKind.NotSigned => "the package is not signed",
        PlayFailureKind.WrongKey => "the package is signed with another key than the app's upload key",
        PlayFailureKind.BadPackage => "Google cannot read the package",
        PlayFailureKind.EditLost or PlayFailureKind.Concurrent => "somebody else changed the app at the same time, every time that it was tried",
        PlayFailureKind.EditCommitted => "the edit was committed before",
        PlayFailureKind.UploadsNotReady => "Google has not digested the upload in time",
        PlayFailureKind.PreconditionFailed => "something has to be done in the Play Console first",
        PlayFailureKind.TermsNotAccepted => "the terms of internal app sharing are not accepted",
        PlayFailureKind.NotesTooLong => "the notes are too long",
        PlayFailureKind.TrackMissing => "there is no such track",
        PlayFailureKind.InReview => "Google reviews earlier changes, and their review was not to be cancelled",
        PlayFailureKind.RateLimited => "there were too many requests, for longer than this run waits",
        PlayFailureKind.Unreachable => "Google Play could not be reached",
        PlayFailureKind.Missing => "Google does not find it",
        _ => "Google refused",
    };

    [GeneratedRegex(@"Found:\s*SHA1:\s*(?<found>[0-9A-F:]{40,59}),\s*expected:\s*SHA1:\s*(?<expected>[0-9A-F:]{40,59})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex WrongKey();
}
