namespace MobileDist.Packages.Android;

/// <summary>Takes out of an XML drawable the drawables that it is made of.</summary>
internal static class DrawableReader
{
    private const int MostLayers = 8;

    /// <summary>
    /// The references, topmost (last in the file) first: of an adaptive icon those in its foreground, of any other
    /// (bitmap, inset, layer list) all.
    /// </summary>
    public static List<ResourceValue> ReadLayers(IResourceXml xml)
    {
        var layers = new List<ResourceValue>();
        var isAdaptive = false;
        var isForeground = false;
        while (xml.Read() && layers.Count < MostLayers)
        {
            if (!xml.IsStart)
            {
                isForeground &= xml.Depth > 2;
                continue;
            }

            isAdaptive |= xml.Depth == 1 && xml.NameIs("adaptive-icon");
            isForeground |= xml.Depth == 2 && xml.NameIs("foreground");
            if (isForeground || !isAdaptive)
            {
                Add(layers, xml.Attribute(AndroidAttribute.Drawable));
                Add(layers, xml.Attribute(AndroidAttribute.Source));
            }
        }

        layers.Reverse();
        return layers;
    }

    private static void Add(List<ResourceValue> layers, ResourceValue? value)
    {
        if (value is { IsReference: true } reference)
        {
            layers.Add(reference);
        }
    }
}
