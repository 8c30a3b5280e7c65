using Cake.Core;

namespace Cake.Frosting;

/// <summary>From the engine's untyped context to the one that a task or lifetime asked for.</summary>
internal static class ContextCast
{
    public static TContext To<TContext>(ICakeContext context, object consumer)
        where TContext : ICakeContext
    {
        ArgumentNullException.ThrowIfNull(context);
        return context is TContext typed ? typed : throw FrostingErrors.WrongContext(consumer.GetType(), typeof(TContext), context.GetType());
    }
}
