using Cake.Core;

namespace Cake.Frosting;

/// <summary>Called once after the last task, also when the setup or a task failed, and in a dry run.</summary>
public interface IFrostingTeardown
{
    void Teardown(ICakeContext context, ITeardownContext info);
}
