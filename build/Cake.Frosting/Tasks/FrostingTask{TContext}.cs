using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task whose work is synchronous. Override what is needed; what is not overridden is not wired.</summary>
/// <typeparam name="TContext">The context that the host was given with <c>UseContext</c>, or one of its bases.</typeparam>
public abstract class FrostingTask<TContext> : IFrostingTask
    where TContext : ICakeContext
{
    /// <summary>Does the work. A task that leaves this alone only gathers its dependencies.</summary>
    public virtual void Run(TContext context)
    {
    }

    /// <inheritdoc cref="IFrostingTask.ShouldRun"/>
    public virtual bool ShouldRun(TContext context) => true;

    /// <inheritdoc cref="IFrostingTask.OnError"/>
    public virtual void OnError(Exception exception, TContext context)
    {
    }

    /// <inheritdoc cref="IFrostingTask.Finally"/>
    public virtual void Finally(TContext context)
    {
    }

    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        Run(ContextCast.To<TContext>(context, this));
        return Task.CompletedTask;
    }

    bool IFrostingTask.ShouldRun(ICakeContext context) => ShouldRun(ContextCast.To<TContext>(context, this));

    void IFrostingTask.OnError(Exception exception, ICakeContext context) => OnError(exception, ContextCast.To<TContext>(context, this));

    void IFrostingTask.Finally(ICakeContext context) => Finally(ContextCast.To<TContext>(context, this));
}
