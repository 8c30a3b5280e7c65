using Cake.Core;

namespace Cake.Frosting;

/// <summary>The engine's context; a host's own context derives from it and adds facts.</summary>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
