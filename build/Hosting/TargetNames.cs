using System.Reflection;
using Cake.Frosting;

namespace MobileDist.Build;

/// <summary>What <c>--target</c> may say.</summary>
internal static class TargetNames
{
    public static IReadOnlyCollection<string> In(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IFrostingTask).IsAssignableFrom(type))
            .Select(type => type.GetCustomAttribute<TaskNameAttribute>()?.Name ?? type.Name)
            .Order(StringComparer.OrdinalIgnoreCase),
    ];
}
