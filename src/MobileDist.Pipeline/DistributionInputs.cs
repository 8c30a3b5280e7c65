using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using MobileDist.InstallLinks;
using MobileDist.PullRequests;

namespace MobileDist.Pipeline;

/// <summary>Everything that comes into a run from outside, so that a test owns it all.</summary>
public sealed record DistributionInputs
{
    /// <summary>Name without dashes, and value; a flag without a value is the empty text or <c>true</c>.</summary>
    public required IReadOnlyDictionary<string, string> Arguments { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The absolute folder that arguments' and variables' paths start from, and where the settings file lies.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>Arguments that are the host's own (<c>target</c>, <c>verbosity</c> …) and none of the pipeline's business.</summary>
    public IReadOnlyCollection<string> HostArguments { get; init; } = [];

    /// <summary>Learns every secret that the settings name.</summary>
    public Redactor Redactor { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Takes what the run has to say.</summary>
    public INoteSink Notes { get; init; } = NoNotes.Instance;

    /// <summary>Hears how far long work is; null when nobody looks.</summary>
    public IProgress<WorkProgress>? Progress { get; init; }

    /// <summary>Roots that count beside Apple's where iOS certificates and profiles are weighed; devices know Apple's only.</summary>
    public ImmutableArray<X509Certificate2> AppleRoots { get; init; } = [];

    /// <summary>What the platform says about the run: <c>ICiPlatform.Facts</c>.</summary>
    public CiFacts Facts { get; init; } = CiFacts.None;

    /// <summary>Where the comment goes, for the mode that the settings ask for; null where there is no pull request to write on.</summary>
    public Func<CommentMode, ICommentTarget>? CommentTarget { get; init; }

    /// <summary>Where the link stands beside the comment, for the kind that the settings ask for; null where there is no such place.</summary>
    public Func<LinkTargetKind, ILinkTarget>? LinkTarget { get; init; }

    /// <summary>Carries requests to stores; it must not follow redirects on its own. Null for the system's own way. Not disposed here.</summary>
    public HttpMessageHandler? StoreHandler { get; init; }

    /// <summary>The host <c>github-release</c>, for an output folder; null outside of GitHub Actions.</summary>
    public Func<string, IInstallHost>? ReleaseHost { get; init; }

    /// <summary>
    /// Who the job is, in a token of the CI platform for an audience, which others can check; made from the id of a service
    /// connection, which only Azure DevOps knows (null for the pipeline itself). Null where the platform cannot say.
    /// </summary>
    public Func<string?, Func<string, CancellationToken, Task<Secret>>>? IdentityTokens { get; init; }
}
