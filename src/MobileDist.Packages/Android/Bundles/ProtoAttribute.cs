namespace MobileDist.Packages.Android.Bundles;

/// <summary>The message <c>aapt.pb.XmlAttribute</c>, its strings as places in the file.</summary>
/// <param name="Namespace">Of its name; empty for an attribute without one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">As it stood in the source.</param>
/// <param name="ResourceId">0 when it has none.</param>
/// <param name="Item">Where the compiled value begins and ends; null when there is none.</param>
internal readonly record struct ProtoAttribute(uint Namespace, uint Name, uint Value, uint ResourceId, (int Start, int End)? Item)
{
    public const int NamespaceField = 1;
    public const int NameField = 2;
    public const int ValueField = 3;
    public const int ResourceIdField = 5;
    public const int ItemField = 6;

    public static ProtoAttribute Read(ProtoMessage message)
    {
        var attribute = new ProtoAttribute(ProtoStrings.Empty, ProtoStrings.Empty, ProtoStrings.Empty, 0, null);
        while (message.Next())
        {
            var place = (uint)message.ValueStart;
            attribute = message.Field switch
            {
                NamespaceField when message.IsLengthDelimited => attribute with { Namespace = place },
                NameField when message.IsLengthDelimited => attribute with { Name = place },
                ValueField when message.IsLengthDelimited => attribute with { Value = place },
                ResourceIdField => attribute with { ResourceId = message.UInt32() },
                ItemField when message.IsLengthDelimited => attribute with { Item = (message.ContentStart(), message.ValueEnd) },
                _ => attribute,
            };
        }

        return attribute;
    }
}
