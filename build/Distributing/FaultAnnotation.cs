using System.Globalization;
using MobileDist.PullRequests;

namespace MobileDist.Build;

/// <summary>A fault as a CI platform shows it: beside its file and line when it has them.</summary>
internal static class FaultAnnotation
{
    public static CiAnnotation Of(AnnotationSeverity severity, Fault fault) => new(severity, fault.Headline)
    {
        File = Detail(fault, "file"),
        Line = Number(fault, "line"),
        Column = Number(fault, "column"),
    };

    private static string? Detail(Fault fault, string name) =>
        fault.Details.FirstOrDefault(detail => string.Equals(detail.Name, name, StringComparison.Ordinal))?.Value;

    private static int? Number(Fault fault, string name) =>
        int.TryParse(Detail(fault, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
