using System.Collections.Immutable;

namespace MobileDist.AppStoreConnect;

/// <summary>Every sentence of this room that a user can get to read as an error.</summary>
internal static class AppStoreConnectFaults
{
    // What was to be done, as the beginning of a sentence.
    public const string FindApp = "The app could not be looked up in App Store Connect";
    public const string ReadBuilds = "The app's builds could not be read";
    public const string ReadUpload = "The state of the upload could not be read";
    public const string DropUpload = "The upload that an earlier run left half done could not be removed";
    public const string CreateUpload = "The upload could not be begun";
    public const string CommitUpload = "The upload could not be completed";

    public const string ReadGroups = "The app's groups of testers could not be read";
    public const string ReadTesters = "The app's testers could not be read";
    public const string AnswerCompliance = "The question about encryption could not be answered";
    public const string Notify = "The testers could not be notified";
    public const string AddTester = "A tester could not be added";
    public const string InviteTester = "A tester could not be mailed again";
    public const string AddTesters = "The build could not be given to the single testers";
    public const string SetNotification = "The notification of testers could not be set";
    public const string ExpireBuild = "The older build could not be expired";
    public const string SubmitForReview = "The build could not be sent to Beta App Review";
    public const string ReadReviewDetails = "The details for Beta App Review could not be read";
    public const string WriteReviewDetails = "The details for Beta App Review could not be written";

    private const string KeyHelp =
        "Give the text of the '.p8' file that App Store Connect lets you download once (Users and Access > Integrations), as it is or as base64.";

    private const string RunAgain = "Run again: it goes on where this run stopped.";

    public static readonly ImmutableArray<AppleNote> RejectedWithoutReason =
        [new AppleNote("INVALID", "Apple processed the build and found it invalid; the mail to the App Store Connect user who made the key says why.")];

    public static readonly Fault ComplianceNotStated = new(
        "Apple asks whether the app uses encryption that is not exempt, and nobody has answered: no tester gets the build before.",
        "Add ITSAppUsesNonExemptEncryption to Info.plist (false for an app that uses nothing but HTTPS and the like), or state it in the settings. It is a legal answer, so none is given for you.");

    public static readonly Fault ComplianceNeedsDocuments = new(
        "An app with encryption that is not exempt needs documents at Apple before testers get it.",
        "Show them once on appstoreconnect.apple.com (App Information > App Encryption Documentation); an approved declaration is taken from then on. Or put ITSEncryptionExportComplianceCode into Info.plist. Then run again.");

    public static DistributionException KeyMissing(string source) => Settings($"'{source}' holds no App Store Connect key: it is empty.", KeyHelp);

    public static DistributionException KeyIsPath(string source) => Settings(
        $"'{source}' holds the name of a key file where the key itself is expected, and no such file is there.",
        "Check the path, or give the file's text.");

    public static DistributionException KeyNotReadable(string source, string because, Exception? inner = null) =>
        Settings($"'{source}' holds no App Store Connect key: {because}.", KeyHelp, inner);

    public static DistributionException KeyOfOtherKind(string source, string what) => Settings(
        $"'{source}' holds {PlainText.Clean(what)}, which is no App Store Connect key.",
        KeyHelp + " Signing keys and keys for push notifications are other files.");

    public static DistributionException KeyIdIsIssuer() => Settings(
        "The key id has the form of an issuer id.",
        "The key id has ten letters and digits and stands beside the key; the issuer id is the longer one, with hyphens, above the list.");

    public static DistributionException BadKeyId(string value) => Settings(
        $"'{PlainText.Clean(value)}' is no key id of App Store Connect.",
        "It has ten letters and digits, such as '2X9R4HXF34', and is part of the file's name 'AuthKey_2X9R4HXF34.p8'.");

    public static DistributionException BadIssuerId(string value) => Settings(
        $"'{PlainText.Clean(value)}' is no issuer id of App Store Connect.",
        "It is a UUID such as '57246542-96fe-1a63-e053-0824d011072a', above the list of team keys. Leave it away for an individual key.");

    public static DistributionException BadAddress(string value) => Settings(
        $"The address '{(value.LastIndexOf('@') is > 0 and var at ? "***" + value[at..] : value)}' cannot be that of App Store Connect's API.",
        $"Give '{AppStoreConnectOptions.StandardAddress}', or '{AppStoreConnectOptions.EnterpriseAddress}' for the enterprise program; http is for loopback only.");

    public static DistributionException NeedsTeamKey(string subject) => Settings(
        $"An individual key of App Store Connect has no access to {subject}.",
        "Make a team key (Users and Access > Integrations > Team Keys) and give its issuer id too.");

    public static DistributionException LeadsAway(Uri address) => new(
        ExitCode.Refused,
        new Fault($"App Store Connect's answer goes on at '{address.GetLeftPart(UriPartial.Authority)}', which is not its own address.", "Check the configured address, and what stands between here and Apple."));

    public static DistributionException EndlessList(string task) => Unreachable($"{task}: Apple's list does not end.", RunAgain);

    public static DistributionException BadAnswer(string task) => Unreachable($"{task}: Apple's answer does not name what was made.", RunAgain);

    public static DistributionException NoSuchApp(string bundleId, IReadOnlyCollection<string> others)
    {
        var fault = new Fault(
            $"App Store Connect has no app with the bundle id '{PlainText.Clean(bundleId)}' that this key can see.",
            "Create the app there once (My Apps > +; that cannot be done through the API), or give the key of the team that owns it.");
        fault = NearestName.To(bundleId, others) is { } nearest ? fault.With("did you mean", PlainText.Clean(nearest)) : fault;
        return new DistributionException(ExitCode.Refused, others.Count == 0 ? fault : fault.With("apps of this key", Names(others)));
    }

    public static DistributionException NoAppOfNumber(string id) => new(
        ExitCode.Refused,
        new Fault(
            $"App Store Connect has no app with the number '{PlainText.Clean(id)}' that this key can see.",
            "The number is the 'Apple ID' under App Information, such as 6446998023; it is found by the bundle id when you leave it away."));

    public static DistributionException CannotRead(string path, string because, Exception? inner) => new(
        ExitCode.Unfit,
        new Fault($"The package '{path}' cannot be uploaded: {because}", "Run the signing stage first, or give the path of a signed package."),
        inner);

    public static DistributionException BadParts() => Unreachable("Apple's list of the parts to upload does not fit the package.", "Run again. If it stays so, Apple has changed its service: report it.");

    public static DistributionException PartLost(long offset, PartOutcome outcome) => Unreachable(
        $"The part of the package that begins at byte {offset} could not be uploaded: " + outcome switch
        {
            PartOutcome.Expired => "Apple's storage no longer takes it at the address that it gave.",
            _ => "Apple's storage did not take it, or could not be reached.",
        },
        "Run again: what has arrived is not sent twice.");

    public static string AssignBuild(string group) => $"The build could not be given to the group '{PlainText.Clean(group)}'";

    public static string CreateGroup(string group) => $"The group '{PlainText.Clean(group)}' could not be created";

    public static string ChangeGroup(string group) => $"The public link of the group '{PlainText.Clean(group)}' could not be set";

    public static string RemoveTesters(string group) => $"Testers could not be removed from the group '{PlainText.Clean(group)}'";

    public static string SetWhatToTest(string locale) => $"'What to Test' could not be set for '{PlainText.Clean(locale)}'";

    public static DistributionException UnknownGroups(IReadOnlyList<string> unknown, IReadOnlyCollection<string> existing) => new(
        ExitCode.Settings,
        unknown.Select(name =>
        {
            var fault = new Fault(
                $"The app has no TestFlight group '{PlainText.Clean(name)}'.",
                "Write the name exactly as App Store Connect shows it, or let the group be created.");
            fault = NearestName.To(name, existing) is { } nearest ? fault.With("did you mean", PlainText.Clean(nearest)) : fault;
            return fault.With("groups of the app", existing.Count == 0 ? "none" : Names(existing));
        }));

    public static DistributionException GroupNameTwice(string name) => Settings(
        $"The app has more than one TestFlight group '{PlainText.Clean(name)}'.", "Rename one of them in App Store Connect.");

    public static DistributionException BadPublicLinkLimit(string group, int value, int longest) => Settings(
        $"'{value}' cannot limit the public link of the group '{PlainText.Clean(group)}'.", $"Apple takes 1 to {longest}.");

    public static DistributionException PublicLinkOfInternalGroup(string group) => Settings(
        $"The group '{PlainText.Clean(group)}' is internal, and internal groups have no public link.", "Use an external group, or leave the link away.");

    public static Fault ReviewIncomplete(IReadOnlyCollection<string> missing) => new Fault(
        "The build was not sent to Beta App Review: App Store Connect lacks texts that Apple asks for.",
        "Fill them in once on appstoreconnect.apple.com (TestFlight > Test Information), or give the contact in the settings. Then run again.")
        .With("missing", string.Join(", ", missing));

    /// <summary>What stands behind a code of Apple's; null for those whose own words do.</summary>
    public static string? AdviceOn(string code) => code.Split('-', '_', ' ')[^1] switch
    {
        "90062" or "90186" or "90478" => "This version is closed at Apple: a build of it, or of a higher one, is approved. Raise CFBundleShortVersionString.",
        "90054" or "90055" => "The bundle id inside of the package is not the app's. Build with the app's bundle id, or upload to the app that has this one.",
        "90161" => "The provisioning profile is not one for the App Store; ad hoc and development packages cannot go to TestFlight. Sign with an App Store profile.",
        "90382" => "Apple takes only so many uploads of one app a day. Wait a day; the signed package is kept. Uploading fewer pull requests helps, or the install link for some of them.",
        "90683" => "Info.plist lacks a text that says why the app uses something private (a key that ends with UsageDescription). Add it and build again.",
        "90725" => "The package is built with an SDK that Apple no longer takes. Build with a newer Xcode.",
        _ => null,
    };

    public static DistributionException Refused(string task, AppleFailure failure) => new(
        failure.Kind is AppleFailureKind.Unreachable or AppleFailureKind.RateLimited or AppleFailureKind.NotYetKnown ? ExitCode.Unreachable : ExitCode.Refused,
        Of(task, failure));

    /// <summary>A failure in our words, with Apple's behind them.</summary>
    public static Fault Of(string task, AppleFailure failure)
    {
        var (because, remedy) = failure.Kind switch
        {
            AppleFailureKind.BadCredentials => (
                "Apple does not accept the key, and never says why",
                "Check that key id, issuer id and key belong together, that the key is not revoked, and that this machine's clock is right. An individual key has no issuer id."),
            AppleFailureKind.NoPermission => (
                "the key's role does not allow it",
                "Give a key with the role 'App Manager' or 'Admin'; the role of a key cannot be changed, so make a new one."),
            AppleFailureKind.AgreementMissing => (
                "an agreement with Apple waits to be accepted",
                "The Account Holder has to accept it on appstoreconnect.apple.com (Business) or developer.apple.com/account."),
            AppleFailureKind.BetaContractMissing => (
                "Apple has no agreement for beta testing on file for this team",
                "The Account Holder has to accept what is open under Business; if nothing is, only Apple's support can attach it. An ad hoc install link works meanwhile."),
            AppleFailureKind.Missing => (
                "Apple does not find it, or hides it from this key",
                "It may have been removed meanwhile. Check it on appstoreconnect.apple.com, then run again."),
            AppleFailureKind.NotYetKnown => (
                "it is so new that Apple does not know it everywhere yet",
                "Run again in a few minutes."),
            AppleFailureKind.RateLimited => (
                "the key's calls for this hour are used up for longer than this run waits",
                "Run again later; fewer jobs at once, or a key for each of them, stay below Apple's limit."),
            AppleFailureKind.DailyUploadLimit => (
                "Apple takes no more uploads of this app today",
                "Wait a day; the signed package is kept."),
            AppleFailureKind.BuildNumberUsed => (
                "the build number was used before, or is lower than one before",
                "Raise CFBundleVersion and build again."),
            AppleFailureKind.TesterNotAssignable => (
                "Apple cannot assign the tester",
                "Members of an internal group have to be users of App Store Connect. Invite others to an external group."),
            AppleFailureKind.AnotherBuildInReview => (
                "another build of this version is in Beta App Review, and Apple reviews one at a time",
                "Wait for that review, or expire the other build."),
            AppleFailureKind.BuildNotReady => (
                "the build is not in a state for it",
                "It may still be processed, wait for review, or be expired. Run again later."),
            AppleFailureKind.BadCharacters => (
                "the text holds characters that Apple does not take",
                "Leave emoji and '<' away."),
            AppleFailureKind.Unreachable => (
                "App Store Connect could not be reached",
                RunAgain),
            _ => (
                "Apple refused",
                "Apple's answer below says why."),
        };
        var fault = new Fault($"{task}: {because}.", remedy);
        return failure.Errors.IsEmpty
            ? fault.With("Apple says", failure.Words)
            : failure.Errors.Aggregate(fault, (all, error) => all.With("Apple says", error.ToString()));
    }

    private static string Names(IEnumerable<string> names)
    {
        const int Most = 30;
        var shown = names.Select(name => $"'{PlainText.Clean(name)}'").ToList();
        return string.Join(", ", shown.Take(Most)) + (shown.Count > Most ? $" and {shown.Count - Most} more" : "");
    }

    private static DistributionException Settings(string headline, string remedy, Exception? inner = null) => new(ExitCode.Settings, new Fault(headline, remedy), inner);

    private static DistributionException Unreachable(string headline, string remedy) => new(ExitCode.Unreachable, new Fault(headline, remedy));
}
