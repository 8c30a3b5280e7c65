using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens after each task.</summary>
/// <typeparam name="TContext">The host's context, or one of its bases.</typeparam>
public abstract class FrostingTaskTeardown<TContext> : IFrostingTaskTeardown
    where TContext : ICakeContext
{
    /// <inheritdoc cref="IFrostingTaskTeardown.Teardown"/>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info) => Teardown(ContextCast.To<TContext>(context, this), info);
}
