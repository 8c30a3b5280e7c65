namespace MobileDist.GooglePlay;

/// <summary>Every sentence about groups and their members that a user can get to read as an error. Addresses of testers are masked.</summary>
internal static class GroupFaults
{
    private const string ManagerHelp =
        "Make the service account a manager of the group (Google Groups > the group > Members > Add members, then its role), or give it the admin role 'Groups Admin'. Roles take some minutes to be known everywhere.";

    private const string CsvHelp = "Write the roster as a CSV file and import it in the Play Console (Testers > Create email list), which needs no group.";

    public static string Find(string group) => $"The Google Group '{PlainText.Clean(group)}' could not be found";

    public static string List(string group) => $"The members of the Google Group '{PlainText.Clean(group)}' could not be read";

    public static string Add(string address) => $"'{TesterAddress.Mask(address)}' could not be added to the group";

    public static string Remove(string address) => $"'{TesterAddress.Mask(address)}' could not be removed from the group";

    public static DistributionException BadGroupAddress(string value) => Settings(
        $"'{PlainText.Clean(value)}' is no address of a Google Group.", "It has the form 'testers@example.com'; Google Groups shows it on the group's page under About.");

    public static DistributionException BadTester(string address) => Settings(
        $"'{TesterAddress.Mask(address)}' cannot be written to a list of testers: it is no mail address, or has a blank, a comma or a quotation mark.",
        "Correct it in the roster.");

    public static DistributionException WouldEmpty(string group) => Settings(
        $"The list for the Google Group '{PlainText.Clean(group)}' is empty, and everybody else is to be removed: nobody would be left.",
        "Name at least one tester with a mail address, or do not ask for others to be removed.");

    public static DistributionException BadAnswer(string task) => new(
        ExitCode.Unreachable, new Fault($"{task}: Google's answer cannot be read.", "Run again. If it stays so, Google has changed its service: report it."));

    public static DistributionException Refused(string task, GroupFailure failure, string group) => new(ExitCodeOf(failure), Of(task, failure, group));

    /// <summary>What would be the same for all others ends the work; what was done stays done.</summary>
    public static DistributionException Stopped(string task, GroupFailure failure, GroupSyncReport report) => new(
        ExitCodeOf(failure), Of(task, failure, report.Group.Email).With("done before", $"{report.Added.Length} added, {report.Removed.Length} removed; a run after this one goes on there"));

    /// <summary>A failure in our words, with Google's behind them.</summary>
    public static Fault Of(string task, GroupFailure failure, string group)
    {
        var (because, remedy) = failure.Kind switch
        {
            GroupFailureKind.Unreachable => ("Cloud Identity could not be reached", "Run again: who is in the group already is not added twice."),
            GroupFailureKind.RateLimited => ("Google asks for fewer requests for longer than this run waits", "Run again later: who is in the group already is not added twice."),
            GroupFailureKind.BadToken => ("Google does not take the token", "Check the credentials, and that the service account is not disabled."),
            GroupFailureKind.ScopeMissing => (
                $"the token is not for groups (it lacks '{GoogleScopes.CloudIdentityGroups}')",
                "Give a service account's key or workload identity here. Whoever signed in with gcloud has to name this scope when signing in."),
            GroupFailureKind.ServiceDisabled => (
                "the Cloud Identity API is switched off in the project of the credentials",
                "Enable 'cloudidentity.googleapis.com' in the Google Cloud console (APIs & Services > Library), and wait some minutes."),
            GroupFailureKind.NoPermission or GroupFailureKind.Missing when group.EndsWith("@googlegroups.com", StringComparison.OrdinalIgnoreCase) => (
                "Google has no programming interface for groups at googlegroups.com",
                "Use a group of your own domain (Google Workspace, or Cloud Identity, whose free edition will do). " + CsvHelp),
            GroupFailureKind.NoPermission => (
                "the service account may not, or there is no such group: Google says the same of both",
                ManagerHelp + " Check the group's address too."),
            GroupFailureKind.Missing => ("Google does not know it", "Check the address. A group that was just made takes some minutes to be known everywhere."),
            GroupFailureKind.ExternalNotAllowed => (
                "the group takes members of its own organisation only",
                "Allow external members (Google Groups > the group > Group settings; an administrator may have to allow it for the organisation first). " + CsvHelp),
            GroupFailureKind.BadMember => ("Google does not take the address", "It must be that of a Google account, as must a tester's on Google Play. Correct it in the roster."),
            GroupFailureKind.Overtaken => ("somebody else changes the group at the same time", "Run again, or let the jobs that change the group take turns."),
            _ => ("Google refused", "Google's answer below says why."),
        };
        return new Fault($"{task}: {because}.", remedy).With("Google says", failure.Words);
    }

    private static ExitCode ExitCodeOf(GroupFailure failure) =>
        failure.Kind is GroupFailureKind.Unreachable or GroupFailureKind.RateLimited or GroupFailureKind.Overtaken ? ExitCode.Unreachable : ExitCode.Refused;

    private static DistributionException Settings(string headline, string remedy) => new(ExitCode.Settings, new Fault(headline, remedy));
}
