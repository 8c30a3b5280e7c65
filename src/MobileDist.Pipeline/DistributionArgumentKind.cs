namespace MobileDist.Pipeline;

/// <summary>How the value of a <see cref="DistributionArgument"/> is read.</summary>
public enum DistributionArgumentKind
{
    Text = 0,

    /// <summary><c>--name</c>, <c>--name=true</c> or <c>--name=false</c>.</summary>
    Flag = 1,

    /// <summary>From the environment only: a command line is seen by every process of the machine.</summary>
    Secret = 2,
}
