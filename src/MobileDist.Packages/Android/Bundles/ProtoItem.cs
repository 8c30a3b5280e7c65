namespace MobileDist.Packages.Android.Bundles;

/// <summary>Reads the message <c>aapt.pb.Item</c>: a typed value (AOSP, aapt2's Resources.proto).</summary>
internal static class ProtoItem
{
    private const int ReferenceField = 1;
    private const int StringField = 2;
    private const int RawStringField = 3;
    private const int StyledStringField = 4;
    private const int FileField = 5;
    private const int PrimitiveField = 7;

    private const int ReferenceId = 2;

    // The same number in String, RawString, StyledString (value) and FileReference (path).
    private const int Text = 1;

    /// <summary>The value, its strings as places in the file; null when it is none that is known.</summary>
    public static ResourceValue? Read(ProtoMessage item)
    {
        ResourceValue? value = null;
        while (item.Next())
        {
            if (item.IsLengthDelimited)
            {
                // Of several that exclude each other, the last counts (protobuf, "Oneof").
                value = item.Field switch
                {
                    ReferenceField => ResourceValue.OfReference(Number(item.Message(), ReferenceId)),
                    StringField or RawStringField or StyledStringField or FileField => TextOf(item.Message()),
                    PrimitiveField => Primitive(item.Message()),
                    _ => value,
                };
            }
        }

        return value;
    }

    /// <summary>The number in a field of a message; 0 when it is not written down.</summary>
    public static uint Number(ProtoMessage message, int field)
    {
        var number = 0U;
        while (message.Next())
        {
            number = message.Field == field ? message.UInt32() : number;
        }

        return number;
    }

    private static ResourceValue TextOf(ProtoMessage message)
    {
        var text = ProtoStrings.Empty;
        while (message.Next(Text))
        {
            text = (uint)message.ValueStart;
        }

        return ResourceValue.OfString(text);
    }

    private static ResourceValue? Primitive(ProtoMessage message)
    {
        ResourceValue? value = null;
        while (message.Next())
        {
            value = message.Field switch
            {
                3 => ResourceValue.OfFloat(message.UInt32()),
                6 => ResourceValue.OfDecimal(message.UInt32()),
                7 => ResourceValue.OfHexadecimal(message.UInt32()),
                8 => ResourceValue.OfBoolean(message.UInt32() != 0),
                _ => value,
            };
        }

        return value;
    }
}
