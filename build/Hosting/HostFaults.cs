namespace MobileDist.Build;

/// <summary>The sentences of the host, together.</summary>
internal static class HostFaults
{
    public const string Cancelling = "Cancelling; once more stops at once.";

    public const string Cancelled = "cancelled";

    public const string ReportBug = "This is a bug of MobileDist. Please report it with the lines above; run again with --verbosity=diagnostic for more of them.";

    public static Fault StrayWord(string word) => new(
        $"'{word}' belongs to no argument.",
        "Arguments are written --name=value. What a task hands on to another program stands after --.");

    public static Fault UnknownArgument(string name, string? nearest) => new(
        $"'--{name}' is no argument.",
        nearest is null ? "--help lists the arguments; --description tells which target takes --filter, --site or --port." : $"Did you mean '--{nearest}'?");

    public static Fault MissingValue(string name) => new(
        $"'--{name}' has no value.",
        $"Write --{name}=VALUE, or leave it out; a CI variable in it may be empty.");

    public static Fault UnknownTarget(string target, string? nearest, IEnumerable<string> targets) => new Fault(
        $"There is no target '{target}'.",
        nearest is null ? "--description says what each target does." : $"Did you mean '{nearest}'? --description says what each target does.")
        .With("targets", string.Join(", ", targets));

    public static Fault UnknownVerbosity(string verbosity, IEnumerable<string> valid) =>
        new Fault($"'{verbosity}' is no verbosity.", "Take one of these, or its first letter.").With("valid", string.Join(", ", valid));

    public static Fault MissingWorkingFolder(string folder) => new(
        $"The working folder '{folder}' does not exist.",
        "Make it, or name another one with --working=FOLDER.");

    public static DistributionException NothingToVerify() => new(ExitCode.Settings, new Fault(
        "It is not said which package is to be verified.",
        "Write --target=Verify --package=path/to/app.ipa, or set MOBILEDIST_PACKAGE; an APK is verified as well."));

    public static DistributionException NoTable() => new(ExitCode.Settings, new Fault(
        "It is not said which table the roster is to be made of.",
        "Write --target=ImportRoster --roster=testers.csv, or set MOBILEDIST_ROSTER; its first line names the columns: name, email, groups, udid, device."));

    public static DistributionException NoRepository(string target) => new(ExitCode.Settings, new Fault(
        $"The target '{target}' works on the sources of MobileDist, and this host does not lie in them.",
        "Clone the repository and run its build.sh or build.ps1."));

    public static DistributionException MissingProject(string project) => new(ExitCode.Settings, new Fault(
        $"The project '{project}' is not there.",
        "Bring the working tree up to date: git status shows what is missing."));

    public static DistributionException BuildFailed(string what, int exitCode) => new(ExitCode.BuildFailed, new Fault(
        $"{what} did not build.",
        "The compiler's own words are above.").With("dotnet exit code", exitCode.ToString()));

    public static DistributionException ExtensionFailed(int exitCode, IEnumerable<string> lines) => new(ExitCode.BuildFailed, new Fault(
        "The Azure DevOps extension was not packaged without a complaint.",
        "Correct what tfx says about azure-devops/.").With("tfx exit code", exitCode.ToString()).With("tfx", string.Join(Environment.NewLine, lines)));

    public static DistributionException NoTestProjects(string folder) => new(ExitCode.Settings, new Fault(
        $"There is no test project in '{folder}'.",
        "A test project is a folder there with a file NAME.Tests.csproj in it."));

    public static DistributionException NoSite(string outputFolder) => new(ExitCode.Settings, new Fault(
        $"No release under '{outputFolder}' has an install page.",
        "Run --target=Distribute first, or name a folder with --site=FOLDER."));

    public static DistributionException SeveralSites(IEnumerable<string> folders) => new(ExitCode.Settings, new Fault(
        "More than one release has an install page.",
        "Choose one with --app=NAME, or with --site=FOLDER.").With("folders", string.Join(Environment.NewLine, folders)));

    public static DistributionException BadPort(string port) => new(ExitCode.Settings, new Fault(
        $"'{port}' is no port.",
        "Take a number from 0 to 65535; 0 takes any free one."));
}
