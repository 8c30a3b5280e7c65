using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens before and after the whole run.</summary>
/// <typeparam name="TContext">The host's context, or one of its bases.</typeparam>
public abstract class FrostingLifetime<TContext> : IFrostingLifetime
    where TContext : ICakeContext
{
    /// <inheritdoc cref="IFrostingSetup.Setup"/>
    public abstract void Setup(TContext context, ISetupContext info);

    /// <inheritdoc cref="IFrostingTeardown.Teardown"/>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info) => Setup(ContextCast.To<TContext>(context, this), info);

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) => Teardown(ContextCast.To<TContext>(context, this), info);
}
