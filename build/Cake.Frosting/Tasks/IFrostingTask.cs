using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// A unit of work that can be a target. Every public, concrete class that implements it, in the entry assembly or one
/// named by <see cref="CakeHost.AddAssembly"/>, is found and created by dependency injection.
/// </summary>
public interface IFrostingTask
{
    /// <summary>Shown when <see cref="ShouldRun"/> says no. Read once, before anything runs.</summary>
    string SkippedMessage => string.Empty;

    /// <summary>Does the work.</summary>
    Task RunAsync(ICakeContext context);

    /// <summary>Whether to do it. A dependency may be skipped; a target that is skipped is a failure.</summary>
    bool ShouldRun(ICakeContext context);

    /// <summary>Handles a failure. A handler that does not throw has swallowed it, and the run goes on.</summary>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Called at the end of the task, failed or not.</summary>
    void Finally(ICakeContext context);
}
