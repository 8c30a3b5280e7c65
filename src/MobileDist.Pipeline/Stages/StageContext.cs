using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using MobileDist.InstallLinks;
using MobileDist.Pipeline.Receipts;
using MobileDist.Pipeline.Settings;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline.Stages;

/// <summary>What every stage of a run shares; all of it comes in from outside.</summary>
internal sealed record StageContext
{
    public required RunSettings Settings { get; init; }

    public required ReceiptStore Receipts { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required INoteSink Notes { get; init; }

    public required Redactor Redactor { get; init; }

    /// <summary>Commit, branch, pull request and run, as far as the platform tells.</summary>
    public required CiFacts Facts { get; init; }

    /// <summary>The same for the install page.</summary>
    public InstallSource Source => new()
    {
        Commit = Facts.Commit,
        CommitLink = Facts.CommitLink,
        Branch = Facts.Branch,
        PullRequest = Facts.PullRequestNumber is { } number ? $"#{number}" : null,
        PullRequestLink = Facts.PullRequestLink,
    };

    public IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>Roots that count beside Apple's.</summary>
    public ImmutableArray<X509Certificate2> AppleRoots { get; init; } = [];

    /// <summary>Where the comment goes; null for nowhere.</summary>
    public ICommentTarget? CommentTarget { get; init; }

    /// <summary>Where the link stands beside the comment; null for nowhere.</summary>
    public ILinkTarget? LinkTarget { get; init; }

    /// <summary>The host that the platform itself has, with the output folder; null where it has none.</summary>
    public Func<string, IInstallHost>? ReleaseHost { get; init; }

    /// <summary>Carries requests to stores; null for the system's own way.</summary>
    public HttpMessageHandler? StoreHandler { get; init; }

    /// <summary>Who the job is, in the platform's words: in a token for an audience, and on Azure DevOps by the id of a service connection; null where the platform cannot say.</summary>
    public Func<string?, Func<string, CancellationToken, Task<Secret>>>? IdentityTokens { get; init; }

    /// <summary>Where the run was started, absolute.</summary>
    public required string WorkingFolder { get; init; }

    public string OutputFolder => Settings.OutputFolder;

    /// <summary>The release's own folder.</summary>
    public string FolderOf(Release release) => Path.Combine(OutputFolder, release.Key);
}
