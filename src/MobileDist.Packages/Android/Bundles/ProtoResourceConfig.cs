namespace MobileDist.Packages.Android.Bundles;

/// <summary>Reads the message <c>aapt.pb.Configuration</c>, as far as a label or an icon is chosen by it.</summary>
internal static class ProtoResourceConfig
{
    private const int LocaleField = 3;
    private const int DensityField = 18;
    private const int SdkVersionField = 24;
    private const int ProductField = 25;

    public static ResourceConfig Read(ProtoMessage message)
    {
        var locale = ResourceLocale.Any;
        var (density, sdk) = ((ushort)0, (ushort)0);
        var special = false;
        while (message.Next())
        {
            switch (message.Field)
            {
                case LocaleField when message.IsLengthDelimited:
                    locale = LocaleOf(message);
                    break;
                case DensityField:
                    density = (ushort)message.UInt32();
                    break;
                case SdkVersionField:
                    sdk = (ushort)message.UInt32();
                    break;
                case ProductField:
                    break;
                default:
                    special |= message.UInt32() != 0;
                    break;
            }
        }

        return new ResourceConfig(locale, density, sdk, special);
    }

    private static ResourceLocale LocaleOf(ProtoMessage message) => message.Text() switch
    {
        [] => ResourceLocale.Any,
        [(byte)'e', (byte)'n'] => ResourceLocale.English,
        [(byte)'e', (byte)'n', (byte)'-' or (byte)'_', ..] => ResourceLocale.RegionalEnglish,
        _ => ResourceLocale.Other,
    };
}
