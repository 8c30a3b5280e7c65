using MobileDist.Pipeline;

namespace MobileDist.Build;

/// <summary>The one distribution that the tasks of a run share; loaded by the first that asks, so that a dry run and the repository's own tasks load none.</summary>
public sealed class DistributionSession(
    HostEnvironment environment, CiSurroundings surroundings, Redactor redactor, TimeProvider clock, INoteSink notes, IProgress<WorkProgress> progress)
{
    /// <summary>Null while no task has asked.</summary>
    public Distribution? Loaded { get; private set; }

    /// <exception cref="DistributionException">The settings are wrong.</exception>
    public Distribution For(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Loaded ??= Distribution.Load(new DistributionInputs
        {
            Arguments = context.NamedArguments,
            HostArguments = ArgumentNames.OfHost,
            Environment = environment.Variables,
            WorkingFolder = context.Environment.WorkingDirectory.FullPath,
            Redactor = redactor,
            Clock = clock,
            Notes = notes,
            Progress = progress,
            Facts = surroundings.Platform.Facts,
            CommentTarget = surroundings.CommentTarget,
        });
    }
}
