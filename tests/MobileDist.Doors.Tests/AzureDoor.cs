using System.Diagnostics;
using System.Text.RegularExpressions;
using MobileDist.Build;
using MobileDist.Testing;
using MobileDist.Testing.AzureDevOps;

namespace MobileDist.Doors.Tests;

/// <summary>The task as an agent has it: unpacked in a folder of its own, with the agent's variables and blanks in all paths.</summary>
internal sealed partial class AzureDoor : IDisposable
{
    public const string Token = "markedjobtoken";
    public const string Ticket = "markedticket";
    public const string FileId = "0a1b2c3d-0000-0000-0000-000000000001";

    private readonly TestFolder _folder = new();

    public AzureDoor()
    {
        Directory.CreateDirectory(Sources);
        Directory.CreateDirectory(Temporary);
        AzureExtension.Stage(new RepositoryLayout(RepositoryRoot.FullPath), Prebuilt.FullPath, Extension);
    }

    public TestFolder Folder => _folder;

    public string Extension => _folder.Combine("ext ension");

    public string Task => Path.Combine(Extension, "MobileDist");

    public string Sources => _folder.Combine("the sources");

    public string Temporary => _folder.Combine("_temp");

    public NodeRun Main(IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string>? more = null, Action<Process, string>? onLine = null)
    {
        var environment = Environment();
        foreach (var (name, value) in inputs)
        {
            environment["INPUT_" + name.ToUpperInvariant()] = value;
        }

        foreach (var (name, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            environment[name] = value;
        }

        return Node.Run(Path.Combine(Task, "main.mjs"), Sources, environment, onLine);
    }

    /// <summary>Runs the clean-up with the task variable that main set.</summary>
    public NodeRun Post(NodeRun main)
    {
        var environment = Environment();
        foreach (Match command in TaskVariable().Matches(main.Output))
        {
            environment["VSTS_TASKVARIABLE_" + command.Groups["name"].Value] = command.Groups["value"].Value.TrimEnd('\r');
        }

        return Node.Run(Path.Combine(Task, "post.mjs"), Sources, environment);
    }

    public static Dictionary<string, string> SecureFile(string address) => new(StringComparer.Ordinal)
    {
        ["SYSTEM_COLLECTIONURI"] = address,
        [$"SECUREFILE_NAME_{FileId}"] = "../up load.p12",
        [$"SECUREFILE_TICKET_{FileId}"] = Ticket,
    };

    /// <summary>The variables of a job on a pull request of the fake server's repository, with a secure file.</summary>
    public static Dictionary<string, string> PullRequest(FakeAzureDevOps server) => new(SecureFile(server.Collection + "/"), StringComparer.Ordinal)
    {
        ["SYSTEM_TEAMPROJECT"] = FakeAzureDevOps.Project,
        ["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "12",
        ["SYSTEM_PULLREQUEST_SOURCECOMMITID"] = "bec4bf9d3b1c0f7a6d5e4c3b2a19080706050403",
        ["SYSTEM_PULLREQUEST_SOURCEBRANCH"] = "refs/heads/feature/cart",
        ["BUILD_REPOSITORY_PROVIDER"] = "TfsGit",
        ["BUILD_REPOSITORY_ID"] = FakeAzureDevOps.RepositoryId,
        ["BUILD_REPOSITORY_NAME"] = "shop",
        ["BUILD_BUILDID"] = "9128",
        ["BUILD_SOURCEBRANCH"] = "refs/pull/12/merge",
        ["SYSTEM_JOBATTEMPT"] = "1",
    };

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["TF_BUILD"] = "True",
        ["AGENT_TEMPDIRECTORY"] = Temporary,
        ["BUILD_SOURCESDIRECTORY"] = Sources,
        ["SYSTEM_TEAMPROJECT"] = "my project",
        ["ENDPOINT_AUTH_SYSTEMVSSCONNECTION"] = $$$"""{"parameters":{"AccessToken":"{{{Token}}}"},"scheme":"OAuth"}""",
        ["ENDPOINT_AUTH_PARAMETER_SYSTEMVSSCONNECTION_ACCESSTOKEN"] = Token,
    };

    [GeneratedRegex(@"^##vso\[task\.settaskvariable variable=(?<name>\w+)\](?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TaskVariable();
}
