using Cake.Core;

namespace Cake.Frosting;

/// <summary>What happens before and after the whole run, without a context of its own.</summary>
public abstract class FrostingLifetime : FrostingLifetime<ICakeContext>;
