namespace Cake.Frosting;

/// <summary>A Cake setting that the host brings; the environment, <c>cake.config</c> and the command line go over it.</summary>
internal sealed record CakeSetting(string Key, string Value)
{
    /// <summary>The key under which Cake looks for the folder of its tools.</summary>
    public const string ToolPathKey = "Paths_Tools";
}
