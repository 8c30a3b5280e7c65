namespace Cake.Frosting;

/// <summary>What happens before and after the whole run.</summary>
public interface IFrostingLifetime : IFrostingSetup, IFrostingTeardown;
