using MobileDist.Pipeline;
using MobileDist.PullRequests;

namespace MobileDist.Build;

/// <summary>The one distribution that the tasks of a run share; loaded by the first that asks, so that a dry run and the repository's own tasks load none.</summary>
public sealed class DistributionSession(
    HostEnvironment environment, CiSurroundings surroundings, Redactor redactor, TimeProvider clock, INoteSink notes, IProgress<WorkProgress> progress)
{
    /// <summary>Null while no task has asked.</summary>
    public Distribution? Loaded { get; private set; }

    /// <exception cref="DistributionException">The settings are wrong.</exception>
    public async Task<Distribution> ForAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Loaded ??= Load(context, await FactsAsync(context.Cancellation));
    }

    // A run whose pull request cannot be found out goes on: it is told, and the package is signed all the same.
    private async Task<CiFacts> FactsAsync(CancellationToken cancellationToken)
    {
        var found = await surroundings.FactsAsync(cancellationToken);
        if (found.Unknown is { } fault)
        {
            var remedy = fault.Remedy is { } next ? " " + next : "";
            surroundings.Platform.Annotate(new CiAnnotation(found.IsRefused ? AnnotationSeverity.Warning : AnnotationSeverity.Notice, fault.Headline + remedy));
        }

        return found.Facts;
    }

    private Distribution Load(BuildContext context, CiFacts facts) => Distribution.Load(new DistributionInputs
    {
        Arguments = context.NamedArguments,
        HostArguments = ArgumentNames.OfHost,
        Environment = environment.Variables,
        WorkingFolder = context.WorkingFolder,
        Redactor = redactor,
        Clock = clock,
        Notes = notes,
        Progress = progress,
        Facts = facts,
        CommentTarget = surroundings.CommentTarget,
        LinkTarget = surroundings.LinkTarget,
        ReleaseHost = surroundings.ReleaseHost,
        IdentityTokens = surroundings.IdentityTokens,
    });
}
