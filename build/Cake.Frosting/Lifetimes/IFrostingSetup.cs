using Cake.Core;

namespace Cake.Frosting;

/// <summary>Called once before the first task, in a dry run too: what it does must be free of effects outside.</summary>
public interface IFrostingSetup
{
    void Setup(ICakeContext context, ISetupContext info);
}
