namespace MobileDist.PullRequests;

/// <summary>The words for the devices that a release installs on; all of it escaped.</summary>
internal static class DeviceWords
{
    // As many as stand in a line; a longer list is folded.
    private const int MostInLine = 6;

    /// <summary><c>14 devices of its provisioning profile</c>.</summary>
    public static string Who(CommentDevices devices) => devices switch
    {
        { AnyDevice: true } => "every iPhone and iPad of the organization",
        { Count: 0 } => "nobody: no device is in its provisioning profile",
        { Count: 1 } => "the 1 device in its provisioning profile",
        { Count: { } count } => $"the {count} devices in its provisioning profile",
        _ => "the devices in its provisioning profile",
    };

    /// <summary>Who was meant to have it and cannot, a line of a quotation; null when there is nobody.</summary>
    public static string? Missing(CommentDevices devices) => devices.CannotInstall switch
    {
        { Count: 0 } => null,
        { Count: 1, Shown: [] } => "> ⚠️ 1 tester has no device in the provisioning profile and cannot install it.",
        { Shown: [] } missing => $"> ⚠️ {missing.Count} testers have no device in the provisioning profile and cannot install it.",
        { Count: <= MostInLine } missing => $"> ⚠️ Cannot install it, having no device in the provisioning profile: {List(missing)}",
        var missing => $"> ⚠️ {missing.Count} testers have no device in the provisioning profile and cannot install it; their names are below.",
    };

    /// <summary>Names for the table of facts; null when there are none, or more than a line holds.</summary>
    public static string? Line(CommentDevices devices) => devices.CanInstall is { Shown.IsEmpty: false, Count: <= MostInLine } names ? List(names) : null;

    /// <summary>The lists that no line holds, each folded; a paragraph of its own.</summary>
    public static IEnumerable<string> Folded(CommentDevices devices)
    {
        if (devices.CannotInstall is { Shown.IsEmpty: false, Count: > MostInLine } missing)
        {
            yield return Fold($"{missing.Count} testers who cannot install it", "Not in the profile", missing);
        }

        if (devices.CanInstall is { Shown.IsEmpty: false, Count: > MostInLine } names)
        {
            yield return Fold($"{names.Count} testers who can install it", "In the profile", names);
        }
    }

    // The words before the names keep a name from beginning the line, where a hyphen or a number would begin a list.
    private static string Fold(string summary, string lead, CommentNames names) => $"<details><summary>{summary}</summary>\n\n{lead}: {List(names)}\n\n</details>";

    private static string List(CommentNames names)
    {
        var shown = string.Join(", ", names.Shown.Select(name => MarkdownText.Escape(name, 60)));
        return names.More == 0 ? shown : $"{shown} and {names.More} more";
    }
}
