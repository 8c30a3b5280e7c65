using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens before the first task, without a context of its own.</summary>
public abstract class FrostingSetup : FrostingSetup<ICakeContext>;
