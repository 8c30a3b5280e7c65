using Cake.Core;

namespace Cake.Frosting;

/// <summary>Called after each task, failed and skipped ones included; not in a dry run.</summary>
public interface IFrostingTaskTeardown
{
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
