using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens after each task, without a context of its own.</summary>
public abstract class FrostingTaskTeardown : FrostingTaskTeardown<ICakeContext>;
