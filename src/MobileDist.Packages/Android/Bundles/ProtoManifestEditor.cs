using System.Globalization;

namespace MobileDist.Packages.Android.Bundles;

/// <summary>Sets the version in the protobuf manifest of a module. All other fields, those that nobody here knows too, stay byte for byte.</summary>
/// <param name="manifest">As it is in the bundle; not changed.</param>
/// <param name="malformed">Makes the error of the file out of what is wrong in it.</param>
internal sealed class ProtoManifestEditor(byte[] manifest, Func<string, DistributionException> malformed)
{
    private const int NodeElement = 1;
    private const int ElementName = 3;
    private const int ElementAttribute = 4;
    private const int ItemPrimitive = 7;
    private const int PrimitiveDecimal = 6;
    private const string AndroidNamespace = "http://schemas.android.com/apk/res/android";

    /// <param name="version">What to set.</param>
    /// <param name="addMissing">Whether a manifest that says no version is to say one now.</param>
    public byte[] Set(AndroidVersion version, bool addMissing)
    {
        var document = new ProtoMessage(manifest, malformed);
        if (document.Again().Only(NodeElement) is null)
        {
            throw malformed("it holds no element 'manifest'");
        }

        var written = new ProtoWriter();
        while (document.Next())
        {
            if (document.Field == NodeElement && document.IsLengthDelimited)
            {
                written.Bytes(NodeElement, SetIn(document.Message(), version, addMissing));
            }
            else
            {
                written.Raw(manifest.AsSpan(document.FieldStart..document.ValueEnd));
            }
        }

        return written.ToArray();
    }

    private byte[] SetIn(ProtoMessage element, AndroidVersion version, bool addMissing)
    {
        var written = new ProtoWriter();
        var missing = addMissing ? Missing(element.Again()) : [];
        var name = false;
        while (element.Next())
        {
            name |= element.Field == ElementName && element.IsLengthDelimited && element.Text().SequenceEqual("manifest"u8);
            if (element.Field > ElementAttribute)
            {
                AddMissing();
            }

            if (element.Field == ElementAttribute && element.IsLengthDelimited && Replacement(element, version) is { } attribute)
            {
                written.Bytes(ElementAttribute, attribute);
            }
            else
            {
                written.Raw(manifest.AsSpan(element.FieldStart..element.ValueEnd));
            }
        }

        if (!name)
        {
            throw malformed("it holds no element 'manifest'");
        }

        AddMissing();
        return written.ToArray();

        void AddMissing()
        {
            if (version.Code is { } code && missing.Remove(AndroidAttribute.VersionCode))
            {
                written.Bytes(ElementAttribute, Finish(NewAttribute(AndroidAttribute.VersionCode, "versionCode"), Text(code), code));
            }

            if (version.Name is { } text && missing.Remove(AndroidAttribute.VersionName))
            {
                written.Bytes(ElementAttribute, Finish(NewAttribute(AndroidAttribute.VersionName, "versionName"), text, null));
            }
        }
    }

    // Looked for in all of the element: attributes may stand behind its children, where no tool writes them.
    private static HashSet<uint> Missing(ProtoMessage element)
    {
        var missing = new HashSet<uint> { AndroidAttribute.VersionCode, AndroidAttribute.VersionName };
        while (element.Next(ElementAttribute))
        {
            missing.Remove(ProtoAttribute.Read(element.Message()).ResourceId);
        }

        return missing;
    }

    private byte[]? Replacement(ProtoMessage element, AndroidVersion version) => ProtoAttribute.Read(element.Message()).ResourceId switch
    {
        AndroidAttribute.VersionCode when version.Code is { } code => Finish(Kept(element.Message()), Text(code), code),

        // The upper half of the code, which would stand in front of the new one.
        AndroidAttribute.VersionCodeMajor when version.Code is not null => Finish(Kept(element.Message()), Text(0), 0),
        AndroidAttribute.VersionName when version.Name is { } name => Finish(Kept(element.Message()), name, null),
        _ => null,
    };

    private ProtoWriter Kept(ProtoMessage attribute)
    {
        var written = new ProtoWriter();
        while (attribute.Next())
        {
            if (attribute.Field is not (ProtoAttribute.ValueField or ProtoAttribute.ItemField))
            {
                written.Raw(manifest.AsSpan(attribute.FieldStart..attribute.ValueEnd));
            }
        }

        return written;
    }

    private static ProtoWriter NewAttribute(uint id, string name)
    {
        var written = new ProtoWriter();
        written.Text(ProtoAttribute.NamespaceField, AndroidNamespace);
        written.Text(ProtoAttribute.NameField, name);
        written.Number(ProtoAttribute.ResourceIdField, id);
        return written;
    }

    // A text that means itself has no compiled form.
    private static byte[] Finish(ProtoWriter attribute, string value, int? number)
    {
        attribute.Text(ProtoAttribute.ValueField, value);
        if (number is { } compiled)
        {
            var (item, primitive) = (new ProtoWriter(), new ProtoWriter());
            primitive.Number(PrimitiveDecimal, (uint)compiled);
            item.Bytes(ItemPrimitive, primitive.ToArray());
            attribute.Bytes(ProtoAttribute.ItemField, item.ToArray());
        }

        return attribute.ToArray();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
