using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens after the last task.</summary>
/// <typeparam name="TContext">The host's context, or one of its bases.</typeparam>
public abstract class FrostingTeardown<TContext> : IFrostingTeardown
    where TContext : ICakeContext
{
    /// <inheritdoc cref="IFrostingTeardown.Teardown"/>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) => Teardown(ContextCast.To<TContext>(context, this), info);
}
