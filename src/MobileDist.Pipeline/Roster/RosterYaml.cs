using System.Collections.Immutable;
using MobileDist.Pipeline.Settings.Declaration;
using MobileDist.Pipeline.Settings.Yaml;

namespace MobileDist.Pipeline.Roster;

/// <summary>Reads <c>testers.yml</c>.</summary>
internal static class RosterYaml
{
    public static TesterRoster Read(string file, string text, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var root = YamlTreeReader.Read(file, text, faults, hidesValues: true);
        if (root is not null)
        {
            new ShapeCheck(faults, hidesValues: true).Check(root, RosterDeclaration.Root, "");
        }

        var entries = (root as YamlNode.Mapping)?.Find("testers") is YamlNode.Sequence list ? list.Items : [];
        if (entries.IsEmpty && faults.Count == before)
        {
            faults.Add(RosterFaults.Empty(file));
        }

        return new RosterAssembly(faults).Assemble(entries.OfType<YamlNode.Mapping>().Select(Draft), rows: false);
    }

    private static TesterDraft Draft(YamlNode.Mapping entry) => new(Place(entry))
    {
        Name = Text(entry.Find("name")),
        Email = Text(entry.Find("email")),
        Groups = [.. Items(entry.Find("groups")).Select(Text).OfType<RosterText>()],
        Devices = [.. Items(entry.Find("devices")).Select(Device).OfType<DeviceDraft>()],
    };

    private static DeviceDraft? Device(YamlNode node) => node switch
    {
        YamlNode.Mapping map when Text(map.Find("udid")) is { } udid => new DeviceDraft(udid, Text(map.Find("name"))?.Text, Text(map.Find("model"))?.Text),
        YamlNode.Scalar when Text(node) is { } udid => new DeviceDraft(udid, null, null),
        _ => null,
    };

    private static ImmutableArray<YamlNode> Items(YamlNode? node) => node switch
    {
        YamlNode.Sequence list => list.Items,
        null => [],
        _ => [node],
    };

    private static RosterText? Text(YamlNode? node) =>
        node is YamlNode.Scalar { IsNothing: false } scalar ? new RosterText(scalar.Text, Place(scalar)) : null;

    private static RosterPlace Place(YamlNode node) => new(node.Position.File, node.Position.Line);
}
