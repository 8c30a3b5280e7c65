using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens before the first task.</summary>
/// <typeparam name="TContext">The host's context, or one of its bases.</typeparam>
public abstract class FrostingSetup<TContext> : IFrostingSetup
    where TContext : ICakeContext
{
    /// <inheritdoc cref="IFrostingSetup.Setup"/>
    public abstract void Setup(TContext context, ISetupContext info);

    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info) => Setup(ContextCast.To<TContext>(context, this), info);
}
