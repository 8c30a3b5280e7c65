using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens after the last task, without a context of its own.</summary>
public abstract class FrostingTeardown : FrostingTeardown<ICakeContext>;
