using Cake.Core;

namespace Cake.Frosting;

/// <summary>Called before each task, skipped ones included; not in a dry run.</summary>
public interface IFrostingTaskSetup
{
    void Setup(ICakeContext context, ITaskSetupContext info);
}
